/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How a class's clients reach it: connections and calls. Functions that are not needed are NULL. */
#ifndef DDDK_MACHINE_CLASS_H
#define DDDK_MACHINE_CLASS_H

#include <component/component.h>

#include "dddk.h"

struct machine_class {
	/** A client's connection. @return 0 or a negative errno: it is not served */
	int (*connect)(struct dddk *dddk, int index, const struct kaal_grant *grant);

	/** The driver has started, and all clients are connected. */
	void (*begin)(struct dddk *dddk);

	/** Signals have been served. */
	void (*served)(struct dddk *dddk);

	/** As component_events.call. */
	int (*call)(struct dddk *dddk, struct component_call *call);
};

extern const struct machine_class machine_block, machine_calls, machine_clock, machine_rng, machine_serial,
	machine_timer;

#endif
