/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "dddk.h"

static void wake_due(struct dddk *dddk, uint64_t now_ns)
{
	int client = -1;

	while ((client = alarms_take_due(&dddk->timer.alarms, now_ns, (unsigned)(client + 1))) >= 0)
		machine_signal((unsigned)client);
}

void timer_class_serve(struct dddk *dddk)
{
	struct timer_class *timer = &dddk->timer;
	uint64_t now_ns = machine_now_ns();
	uint64_t next_ns;

	wake_due(dddk, now_ns);
	next_ns = alarms_next_ns(&timer->alarms);
	if (next_ns == ALARMS_NEVER || (timer->armed_ns && timer->armed_ns <= next_ns))
		return;
	timer->armed_ns = next_ns;
	dddk->driver->timer->arm(dddk->driver->state, next_ns - now_ns);
}

void timer_class_interrupt(struct dddk *dddk)
{
	dddk->timer.armed_ns = 0;
	if (dddk->driver->timer->quiet)
		dddk->driver->timer->quiet(dddk->driver->state);
	timer_class_serve(dddk);
}
