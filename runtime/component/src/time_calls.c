/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "time_calls.h"

#include <errno.h>
#include <stdint.h>

#include <component/clock.h>
#include <component/connection.h>

#include "abi/kaal/clock.h"
#include "self.h"

static const int64_t NS_PER_S = 1000000000;

enum { RESETS_MAX = 16 }; /* so often the clock's driver may die while it is asked */

/** Ask the clock. @param offset_ns  out: what the time of day is ahead of the time since boot */
static int clock_ask(int64_t *offset_ns)
{
	uint64_t words[4] = { 0 };
	struct connection clock;
	int error = connection_open(&clock, KAAL_CLOCK, 1);

	if (error)
		return -EINVAL; /* such a clock is not known here */
	error = -ECONNRESET;
	for (unsigned i = 0; error == -ECONNRESET && i < RESETS_MAX; i++)
		error = connection_call(&clock, KAAL_CLOCK_READ, words, 0);
	if (!error && words[0] > (uint64_t)(INT64_MAX / NS_PER_S) - 1)
		error = -EIO;
	if (!error)
		*offset_ns = (int64_t)(words[0] * (uint64_t)NS_PER_S - words[1]);
	return error;
}

/** The clock is asked once; from then on the cycle counter is as good. */
static int offset_of_day(int64_t *offset_ns)
{
	static int64_t known_ns; /* 0: not yet; threads that ask at once store almost the same */
	int error;

	*offset_ns = __atomic_load_n(&known_ns, __ATOMIC_RELAXED);
	if (*offset_ns)
		return 0;
	error = clock_ask(offset_ns);
	if (!error)
		__atomic_store_n(&known_ns, *offset_ns, __ATOMIC_RELAXED);
	return error;
}

/** @param offset_ns  out: what @clock is ahead of the time since boot. @return 0, -EINVAL: no such clock, -EIO */
static int clock_offset(long clock, int64_t *offset_ns)
{
	*offset_ns = 0;
	if (!component_self.startup->tsc_khz)
		return -EINVAL;
	switch (clock) {
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_MONOTONIC_COARSE:
	case CLOCK_BOOTTIME:
		return 0;
	case CLOCK_REALTIME:
	case CLOCK_REALTIME_COARSE:
		return offset_of_day(offset_ns);
	}
	return -EINVAL;
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
	int64_t offset_ns;
	int error = clock_offset(clock, &offset_ns);

	if (error)
		return error;

	uint64_t now = clock_now_ns() + (uint64_t)offset_ns;

	time->tv_sec = (time_t)(now / (uint64_t)NS_PER_S);
	time->tv_nsec = (long)(now % (uint64_t)NS_PER_S);
	return 0;
}

long time_clock_getres(long clock, struct timespec *resolution)
{
	int64_t offset_ns;
	int error = clock_offset(clock, &offset_ns);

	if (error)
		return error;
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
	int64_t offset_ns, ns;
	int error = clock_offset(clock, &offset_ns);

	if (error)
		return error;
	if (!(flags & TIMER_ABSTIME))
		return time_nanosleep(time);
	ns = time_from_timespec(time);
	if (ns < 0)
		return ns;
	return ns <= offset_ns ? 0 : clock_sleep_until((uint64_t)(ns - offset_ns));
}
