/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The copy of the bulk rows, as the memcpy that components have does it. */
#ifndef BENCH_RING_COPY_H
#define BENCH_RING_COPY_H

#include <stdint.h>

/** @param bytes  a multiple of 64; both addresses are multiples of 16 */
static inline void copy(void *to, const void *from, uint32_t bytes)
{
	uint64_t words = bytes / 8;

	__asm__ volatile("rep movsq" : "+D"(to), "+S"(from), "+c"(words) : : "memory");
}

#endif
