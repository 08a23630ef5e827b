/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef CMOS_CALENDAR_H
#define CMOS_CALENDAR_H

#include <stdint.h>

/** A time of the Gregorian calendar, UTC. */
struct calendar_time {
	int year;
	unsigned month, day; /* from 1 */
	unsigned hour, minute, second;
};

/**
 * @param seconds  out: since 1970-01-01 00:00
 * @return 0, or -EIO: there is no such time, or it is before 1970
 */
int calendar_seconds(const struct calendar_time *time, int64_t *seconds);

#endif
