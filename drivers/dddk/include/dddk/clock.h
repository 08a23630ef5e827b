/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Class clock: a device that knows the time of day. */
#ifndef DDDK_CLOCK_H
#define DDDK_CLOCK_H

#include <dddk/driver.h>

struct clock_driver {
	/**
	 * Read the time.
	 *
	 * @param seconds  out: since 1970-01-01 00:00 UTC, as the device counts
	 * @return 0, -EIO: the device says what no time is
	 */
	int (*read)(void *state, int64_t *seconds);
};

#endif
