/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The copy of the bulk rows, as the memcpy that components have does it. */
#ifndef BENCH_RING_COPY_H
#define BENCH_RING_COPY_H

#include <stdint.h>

/** @param bytes  a multiple of 64; both addresses are multiples of 16 */
static inline void copy(void *to, const void *from, uint32_t bytes)
{
	typedef uint64_t __attribute__((vector_size(16), may_alias)) wide;
	wide *t = to;
	const wide *f = from;

	for (const wide *end = f + bytes / sizeof(wide); f != end; f += 4, t += 4) {
		wide a = f[0], b = f[1], c = f[2], d = f[3];

		t[0] = a;
		t[1] = b;
		t[2] = c;
		t[3] = d;
	}
}

#endif
