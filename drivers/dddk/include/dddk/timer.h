/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Class timer: a device that interrupts after a time. */
#ifndef DDDK_TIMER_H
#define DDDK_TIMER_H

#include <dddk/driver.h>

/** Such a driver needs no @irq of its own. */
struct timer_driver {
	/**
	 * Interrupt once, after @delay_ns or earlier if the device cannot count as far: then it
	 * is armed again. Forgets what was armed before.
	 */
	void (*arm)(void *state, uint64_t delay_ns);

	/** It has interrupted: until it is armed again, it does not. NULL: it never does by itself. */
	void (*quiet)(void *state);
};

#endif
