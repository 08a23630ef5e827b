/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <errno.h>

#include <component/clock.h>

#include "machine_class.h"

static int call_now(struct component_call *call)
{
	call->words[0] = clock_now_ns();
	call->words_count = 1;
	return 0;
}

/** Set the caller's alarm by one of the functions of alarms.h. */
static int call_alarm(struct dddk *dddk, struct component_call *call,
		      void (*set)(struct alarms *alarms, unsigned int client, uint64_t deadline_ns))
{
	int client = component_client_find(call->client, KAAL_TIMER);

	if (client < 0)
		return client;
	if (client >= ALARMS_MAX)
		return -ENOSPC;
	if (call->words_count < 1)
		return -EINVAL;
	set(&dddk->timer.alarms, (unsigned int)client, call->words[0]);
	call->words_count = 0;
	timer_class_serve(dddk);
	return 0;
}

static int timer_call(struct dddk *dddk, struct component_call *call)
{
	switch (call->operation) {
	case KAAL_TIMER_NOW:
		return call_now(call);
	case KAAL_TIMER_ALARM:
		return call_alarm(dddk, call, alarms_set);
	case KAAL_TIMER_ALARM_BY:
		return call_alarm(dddk, call, alarms_set_by);
	}
	return -ENOSYS;
}

/** Alarms that an earlier driver knew of are lost: whoever waits for one looks at the time, and asks again. */
static void clients_wake(void)
{
	for (int i = component_grant_find(KAAL_NEED_PROVIDES, KAAL_TIMER, 0); i >= 0;
	     i = component_grant_find(KAAL_NEED_PROVIDES, KAAL_TIMER, i + 1))
		component_signal_peer(i);
}

static void timer_begin(struct dddk *dddk)
{
	clients_wake();
	if (!component_startup()->tsc_khz)
		dddk_say("the machine does not say how fast its cycle counter is: all times are 0");
}

const struct machine_class machine_timer = { .begin = timer_begin, .call = timer_call };
