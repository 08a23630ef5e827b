/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/clock.h>

#include <errno.h>

#include <component/component.h>
#include <component/connection.h>

#include "abi/kaal/timer.h"

#include "cycles.h"
#include "notify.h"
#include "self.h"
#include "sleep.h"

uint64_t clock_now_ns(void)
{
	const struct kaal_startup *startup = component_self.startup;

	if (!startup->tsc_khz)
		return 0;
	return clock_ticks_to_ns(cycles_now() - startup->boot_tsc, startup->tsc_khz);
}

/** @return the timer connection's grant, found on first use; -ENOENT: the component uses no timer */
static int timer_grant(void)
{
	enum { UNKNOWN = 0, FOUND = 1 };
	static int
		known; /* the result and FOUND, or negative; whoever comes first writes it, all write the same */
	int now = __atomic_load_n(&known, __ATOMIC_RELAXED);

	if (now == UNKNOWN) {
		now = component_grant_find(KAAL_NEED_USES, KAAL_TIMER, 0);
		if (now >= 0)
			now += FOUND;
		__atomic_store_n(&known, now, __ATOMIC_RELAXED);
	}
	return now > 0 ? now - FOUND : now;
}

uint64_t notify_by(uint64_t deadline_ns)
{
	uint64_t words[4] = { deadline_ns };
	int grant = timer_grant();

	if (grant < 0)
		return 0;

	const struct connection timer = { .grant = grant, .endpoint = component_grant(grant)->slot };

	return connection_call(&timer, KAAL_TIMER_ALARM_BY, words, 1) ? 0 : connection_signal(&timer);
}

int clock_sleep_until(uint64_t deadline_ns)
{
	int grant = timer_grant();
	int error;

	if (grant < 0)
		return -ENODEV;
	thread_waits(grant, (uint32_t)THREAD_WAITS_SIGNAL);
	error = sleep_until(thread_self, deadline_ns);
	thread_waits_no_more();
	return error;
}
