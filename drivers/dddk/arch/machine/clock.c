/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <errno.h>

#include <dddk/clock.h>

#include "machine_class.h"

static int clock_call(struct dddk *dddk, struct component_call *call)
{
	int64_t seconds;
	int error;

	if (call->operation != KAAL_CLOCK_READ)
		return -ENOSYS;
	error = dddk->driver->clock->read(dddk->driver->state, &seconds);
	if (error)
		return error;
	call->words[0] = (uint64_t)seconds;
	call->words[1] = machine_now_ns();
	call->words_count = 2;
	return 0;
}

const struct machine_class machine_clock = { .call = clock_call };
