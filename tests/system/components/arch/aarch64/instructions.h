/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef INSTRUCTIONS_H
#define INSTRUCTIONS_H

#include <stdint.h>

typedef uint32_t instruction;

enum { RETURN_INSTRUCTION = (int32_t)0xd65f03c0 };

/* The cycle counter. */
static inline uint64_t bare_cycles(void)
{
	uint64_t count;

	__asm__ volatile("mrs %0, cntpct_el0" : "=r"(count));
	return count;
}

#endif
