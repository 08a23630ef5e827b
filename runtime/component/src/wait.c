/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/component.h>

#include "self.h"
#include "sleep.h"

uint64_t component_wait(uint64_t signals)
{
	uint64_t came;

	thread_waits(component_grant_signalled(signals, 0), (uint32_t)THREAD_WAITS_SIGNAL);
	came = sleep_for_signals(thread_self, signals);
	thread_waits_no_more();
	return came;
}

void component_on_stop(void (*stop)(void))
{
	component_self.stop = stop;
}
