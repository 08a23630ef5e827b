/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Pseudo-random numbers that are the same in every run (xorshift64*, Vigna 2016). */
#ifndef STRESS_RANDOM_H
#define STRESS_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t state; /* never 0 */
};

static inline uint64_t random_next(struct random *random)
{
	random->state ^= random->state >> 12;
	random->state ^= random->state << 25;
	random->state ^= random->state >> 27;
	return random->state * 0x2545f4914f6cdd1dull;
}

/** 0..@bound - 1 */
static inline uint64_t random_below(struct random *random, uint64_t bound)
{
	return (random_next(random) >> 11) % bound;
}

#endif
