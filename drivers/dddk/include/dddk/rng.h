/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Class rng: a source of randomness. */
#ifndef DDDK_RNG_H
#define DDDK_RNG_H

#include <dddk/driver.h>

struct rng_driver {
	/** Begin to fetch up to @bytes random bytes; answer by rng_done. Not called again before. */
	void (*fetch)(void *state, uint32_t bytes);
};

/** Random bytes, copied out of the driver's memory; 0 bytes: it has failed for good. */
void rng_done(struct dddk *dddk, const void *random, uint32_t bytes);

#endif
