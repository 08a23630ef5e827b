/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "notify.h"

#include <stdlib.h>

#include <component/root.h>
#include <sel4/sel4.h>

#include "abi/kaal/startup.h"
#include "self.h"

uint64_t notify_wait(uint64_t slot)
{
	seL4_Word signals;

	seL4_Wait(slot, &signals);
	return signals;
}

void notify_signal(uint64_t slot)
{
	seL4_Signal(slot);
}

/** The component is to end in good order. */
static void stop(void)
{
	void (*own)(void) = component_self.stop;

	component_self.stopping = true;
	if (component_self.has_events)
		return; /* the event loop ends it */
	if (own) {
		component_self.stop = NULL; /* once */
		own();
		exit(0);
	}
	root_exit(0);
}

void notify_runtime(uint64_t signals)
{
	struct kaal_status *status = (struct kaal_status *)component_self.startup->status;

	if (signals & 1ull << KAAL_SIGNAL_HEARTBEAT)
		__atomic_fetch_add(&status->heartbeat, 1, __ATOMIC_RELAXED);
	if (signals & 1ull << KAAL_SIGNAL_STOP && !component_self.stopping)
		stop();
}
