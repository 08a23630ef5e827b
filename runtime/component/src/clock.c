/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/clock.h>

#include <errno.h>

#include <component/component.h>
#include <component/connection.h>

#include "abi/kaal/timer.h"

#include "cycles.h"
#include "self.h"

uint64_t clock_now_ns(void)
{
	const struct kaal_startup *startup = component_self.startup;

	if (!startup->tsc_khz)
		return 0;
	return clock_ticks_to_ns(cycles_now() - startup->boot_tsc, startup->tsc_khz);
}

/** @return the timer connection, opened on first use; NULL if the component uses none */
static struct connection *timer_connection(void)
{
	/* one per component, as its clock is */
	static struct connection timer;
	static enum { UNKNOWN, PRESENT, ABSENT } state;

	if (state == UNKNOWN)
		state = connection_open(&timer, KAAL_TIMER, 1) == 0 ? PRESENT : ABSENT;
	return state == PRESENT ? &timer : NULL;
}

int clock_sleep_until(uint64_t deadline_ns)
{
	struct connection *timer = timer_connection();

	if (!timer)
		return -ENODEV;
	while (clock_now_ns() < deadline_ns) {
		uint64_t words[4] = { deadline_ns };
		int error = connection_call(timer, KAAL_TIMER_ALARM, words, 1);

		if (error)
			return error;
		component_wait(connection_signal(timer));
	}
	return 0;
}
