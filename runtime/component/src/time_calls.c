/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "time_calls.h"

#include <errno.h>
#include <stdint.h>

#include <component/clock.h>

#include "self.h"

static const int64_t NS_PER_S = 1000000000;

/** Whether @clock is one that counts from boot. */
static int clock_known(long clock)
{
	if (!component_self.startup->tsc_khz)
		return 0;
	return clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_RAW || clock == CLOCK_MONOTONIC_COARSE ||
	       clock == CLOCK_BOOTTIME;
}

int64_t time_from_timespec(const struct timespec *time)
{
	if (time->tv_sec < 0 || time->tv_nsec < 0 || time->tv_nsec >= NS_PER_S)
		return -EINVAL;
	if (time->tv_sec >= INT64_MAX / NS_PER_S)
		return INT64_MAX;
	return time->tv_sec * NS_PER_S + time->tv_nsec;
}

long time_clock_gettime(long clock, struct timespec *time)
{
	if (!clock_known(clock))
		return -EINVAL;

	uint64_t now = clock_now_ns();

	time->tv_sec = (time_t)(now / (uint64_t)NS_PER_S);
	time->tv_nsec = (long)(now % (uint64_t)NS_PER_S);
	return 0;
}

long time_clock_getres(long clock, struct timespec *resolution)
{
	if (!clock_known(clock))
		return -EINVAL;
	if (resolution)
		*resolution = (struct timespec){ .tv_nsec = 1 };
	return 0;
}

long time_nanosleep(const struct timespec *duration)
{
	int64_t ns = time_from_timespec(duration);

	if (ns < 0)
		return ns;
	return clock_sleep_until(clock_now_ns() + (uint64_t)ns);
}

long time_clock_nanosleep(long clock, long flags, const struct timespec *time)
{
	if (!clock_known(clock))
		return -EINVAL;
	if (!(flags & TIMER_ABSTIME))
		return time_nanosleep(time);

	int64_t ns = time_from_timespec(time);

	return ns < 0 ? ns : clock_sleep_until((uint64_t)ns);
}
