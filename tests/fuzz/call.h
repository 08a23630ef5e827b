/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* System calls with arguments that mostly make sense, made of a fuzzer's bytes. */
#ifndef TESTS_CALL_H
#define TESTS_CALL_H

#include "object/objects.h"
#include "program.h"

struct call {
	u64 cptr, label;
	u8 caps, words;
	u8 extra_words; /* claimed, but not written */
	u8 unwrapped;   /* claimed, which only the kernel may say */
	u64 cap[3], word[8];
};

/** Decode a call of @tcb; what makes sense depends on what its capabilities are now. */
struct call call_decode(struct program *program, struct tcb *tcb, int64_t number);

/** Write the call's message to @tcb's registers and buffer. */
void call_load(const struct call *call, struct tcb *tcb);

void call_print(const struct call *call, int64_t number, unsigned preempt);

#endif
