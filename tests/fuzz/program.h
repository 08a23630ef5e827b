/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Bytes as a program for the threads of a world: what the fuzzer feeds to the core. */
#ifndef TESTS_PROGRAM_H
#define TESTS_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct program {
	const uint8_t *bytes;
	size_t size, at;
	bool slow;       /* leave out the fast path, whatever the bytes say */
	uint8_t preempt; /* of the call that is being repeated: how it is interrupted */
};

/** Next byte, 0 behind the end. */
static inline uint8_t program_byte(struct program *program)
{
	return program->at < program->size ? program->bytes[program->at++] : 0;
}

static inline bool program_ended(const struct program *program)
{
	return program->at >= program->size;
}

/** Print every step to stderr? Set from the environment, KAAL_FUZZ_TRACE. */
extern bool program_trace;

/** Set up several threads, objects of every kind and interrupts. */
void program_world(void);

/** Execute one step: the current thread's next trap, or an interrupt. @return false: nothing can happen any more */
bool program_step(struct program *program);

#endif
