/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* libc's clocks. The time of day is known to a component that uses "clock"; to others that clock is -EINVAL. */
#ifndef COMPONENT_TIME_CALLS_H
#define COMPONENT_TIME_CALLS_H

#include <stdint.h>
#include <time.h>

/** @return nanoseconds, -EINVAL if @time is not one, the greatest value if it is beyond that */
int64_t time_from_timespec(const struct timespec *time);

long time_clock_gettime(long clock, struct timespec *time);
long time_clock_getres(long clock, struct timespec *resolution);

/** -ENODEV unless the component uses a timer. */
long time_nanosleep(const struct timespec *duration);
long time_clock_nanosleep(long clock, long flags, const struct timespec *time);

#endif
