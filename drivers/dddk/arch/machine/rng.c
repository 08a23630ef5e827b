/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <errno.h>

#include "machine_class.h"

static bool awaited; /* a client was told to wait */

static void rng_served(struct dddk *dddk)
{
	if (!awaited || (!dddk->rng.bytes && !dddk->rng.failed))
		return;
	awaited = false;
	for (int i = component_grant_find(KAAL_NEED_PROVIDES, KAAL_RNG, 0); i >= 0;
	     i = component_grant_find(KAAL_NEED_PROVIDES, KAAL_RNG, i + 1))
		component_signal_peer(i);
}

static int rng_call(struct dddk *dddk, struct component_call *call)
{
	int bytes;

	if (call->operation != KAAL_RNG_TAKE)
		return -ENOSYS;
	if (call->words_count < 1 || call->words[0] < 1 || call->words[0] > KAAL_RNG_BYTES_MAX)
		return -EINVAL;
	bytes = rng_class_take(dddk, &call->words[1], (uint32_t)call->words[0]);
	awaited |= bytes == -EAGAIN;
	rng_class_fill(dddk);
	if (bytes < 0)
		return bytes;
	call->words[0] = (uint64_t)bytes;
	call->words_count = 1 + ((unsigned)bytes + 7) / 8;
	return 0;
}

/** An earlier one of this driver may have died owing a client its signal. */
static void rng_begin(struct dddk *dddk)
{
	awaited = true;
}

const struct machine_class machine_rng = { .begin = rng_begin, .served = rng_served, .call = rng_call };
