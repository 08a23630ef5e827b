/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef ROOT_MESSAGE_H
#define ROOT_MESSAGE_H

#include <sel4/sel4.h>

/** A message out of the IPC buffer, copied once; words beyond @length are 0. */
struct message {
	seL4_Word label;
	unsigned length;
	seL4_Word words[seL4_MsgMaxLength];
};

/** The words of an answer. */
struct answer {
	unsigned length;
	seL4_Word words[seL4_MsgMaxLength];
};

/** Wait for a message and copy it. @return the badge */
seL4_Word message_receive(seL4_CPtr endpoint, struct message *message);

#endif
