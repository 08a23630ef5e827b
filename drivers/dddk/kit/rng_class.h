/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Class rng: randomness, fetched ahead, given out once. */
#ifndef DDDK_RNG_CLASS_H
#define DDDK_RNG_CLASS_H

#include <stdbool.h>
#include <stdint.h>

enum { RNG_POOL_BYTES = 1024 };

struct dddk;

struct rng_class {
	bool fetching, failed;
	uint32_t bytes; /* in @pool, from its start */
	uint8_t pool[RNG_POOL_BYTES];
};

/** Fetch if there is room. After the driver has started, and whenever something was taken. */
void rng_class_fill(struct dddk *dddk);

/**
 * Take random bytes.
 * @return how many, at least 1; -EAGAIN: none now, some will come; -EIO: the device has failed
 */
int rng_class_take(struct dddk *dddk, void *random, uint32_t bytes);

#endif
