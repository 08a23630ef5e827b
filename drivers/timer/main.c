/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The timer: nanoseconds since boot, and one alarm a client (abi/kaal/timer.h). */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <component/clock.h>
#include <component/component.h>

#include "abi/kaal/timer.h"

#include "alarms.h"
#include "oneshot.h"

/* the component's state: entry points carry no context */
static struct irq irq;
static struct alarms alarms; /* client i is grant i */

static int timer_start(void)
{
	int error = oneshot_open(&irq);

	if (!error && !component_startup()->tsc_khz)
		error = -ENODEV;
	if (error) {
		printf("no time: %s\n", strerror(-error));
		return error;
	}
	alarms_init(&alarms);
	irq_begin(&irq);
	irq_end(&irq);
	return 0;
}

static void clients_wake(uint32_t due)
{
	for (int i = 0; i < ALARMS_MAX; i++)
		if (due & 1u << i)
			component_signal_peer(i);
}

/** Wake who is due, and have the device interrupt for who is next. */
static void alarms_serve(void)
{
	uint64_t now = clock_now_ns();

	clients_wake(alarms_expire(&alarms, now));

	uint64_t next = alarms_next_ns(&alarms);

	if (next != ALARMS_NEVER)
		oneshot_arm(next - now);
}

static void timer_notified(uint64_t signals)
{
	if (!(signals & irq.signal))
		return;
	irq_begin(&irq);
	oneshot_quiet();
	alarms_serve();
	irq_end(&irq);
}

static int call_now(struct component_call *call)
{
	call->words[0] = clock_now_ns();
	call->words_count = 1;
	return 0;
}

/** Set the caller's alarm by one of the functions of alarms.h. */
static int call_alarm(struct component_call *call,
		      void (*set)(struct alarms *alarms, unsigned int client, uint64_t deadline_ns))
{
	int client = component_client_find(call->client, KAAL_TIMER);

	if (client < 0)
		return client;
	if (client >= ALARMS_MAX)
		return -ENOSPC;
	if (call->words_count < 1)
		return -EINVAL;
	set(&alarms, (unsigned int)client, call->words[0]);
	call->words_count = 0;
	alarms_serve();
	return 0;
}

static int timer_call(struct component_call *call)
{
	switch (call->operation) {
	case KAAL_TIMER_NOW:
		return call_now(call);
	case KAAL_TIMER_ALARM:
		return call_alarm(call, alarms_set);
	case KAAL_TIMER_ALARM_BY:
		return call_alarm(call, alarms_set_by);
	}
	return -ENOSYS;
}

const struct component_events component_events = {
	.start = timer_start,
	.notified = timer_notified,
	.call = timer_call,
};
