/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <errno.h>
#include <string.h>

#include <dddk/rng.h>

#include "dddk.h"

void rng_class_fill(struct dddk *dddk)
{
	struct rng_class *rng = &dddk->rng;

	if (rng->fetching || rng->failed || rng->bytes == RNG_POOL_BYTES)
		return;
	rng->fetching = true;
	dddk->driver->rng->fetch(dddk->driver->state, RNG_POOL_BYTES - rng->bytes);
}

void rng_done(struct dddk *dddk, const void *random, uint32_t bytes)
{
	struct rng_class *rng = &dddk->rng;

	if (!rng->fetching)
		return; /* nothing was asked for */
	rng->fetching = false;
	if (!bytes) {
		rng->failed = true;
		return;
	}
	if (bytes > RNG_POOL_BYTES - rng->bytes)
		bytes = RNG_POOL_BYTES - rng->bytes;
	memcpy(rng->pool + rng->bytes, random, bytes);
	rng->bytes += bytes;
}

int rng_class_take(struct dddk *dddk, void *random, uint32_t bytes)
{
	struct rng_class *rng = &dddk->rng;
	uint8_t *from;

	if (!rng->bytes)
		return rng->failed ? -EIO : -EAGAIN;
	if (bytes > rng->bytes)
		bytes = rng->bytes;
	rng->bytes -= bytes;
	from = rng->pool + rng->bytes;
	memcpy(random, from, bytes);
	memset(from, 0, bytes); /* nobody gets it twice */
	__asm__ volatile("" : : "r"(from) : "memory");
	return (int)bytes;
}
