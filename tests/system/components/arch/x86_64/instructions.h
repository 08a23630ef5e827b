/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef INSTRUCTIONS_H
#define INSTRUCTIONS_H

#include <stdint.h>

typedef unsigned char instruction;

enum { RETURN_INSTRUCTION = 0xc3 };

/* The cycle counter. */
static inline uint64_t bare_cycles(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

#endif
