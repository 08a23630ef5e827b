/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef COMPONENT_REPLY_H
#define COMPONENT_REPLY_H

#include <stdint.h>

#include <sel4/sel4.h>

/** An answer on its way: its first words go in registers, the rest are in the IPC buffer already. */
struct reply {
	seL4_MessageInfo_t info;
	struct sel4_registers first;
};

/** @param words  of the answer if @result is 0; copied */
struct reply reply_make(int result, const uint64_t *words, unsigned int count);

/** Answer the caller of the message received last. */
void reply_send(struct reply *reply);

#endif
