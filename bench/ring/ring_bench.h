/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the rows of the ring benchmark share. */
#ifndef BENCH_RING_RING_BENCH_H
#define BENCH_RING_RING_BENCH_H

#include <stdint.h>

#include "bench.h"
#include "copy.h"

enum { BULK_BYTES = 65536 };

/** Which sides hold the data in memory of their own, and so copy it: 0 none, 1 the receiver, 2 both. */
enum copies { COPIES_NONE, COPIES_OUT, COPIES_BOTH, COPIES_COUNT };

extern const char *const copies_names[COPIES_COUNT];

/** Where both sides of the bulk rows have their own data. */
struct bulk {
	_Alignas(64) uint8_t source[BULK_BYTES], sink[BULK_BYTES];
};
extern struct bulk bulk;

/** Fill the source with what depends on @seed, and forget the sink. */
void bulk_prepare(uint32_t seed);

/** End the program if the sink does not hold what the source does. */
void bulk_check(void);

/** Ticks of two stamps and nothing between them. */
extern seL4_Uint32 stamps_overhead;

void rows_item(void);
void rows_message(void);
void rows_pass(void);
void rows_request(void);

#endif
