/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Class timer: one alarm a client on a device that counts once. */
#ifndef DDDK_TIMER_CLASS_H
#define DDDK_TIMER_CLASS_H

#include <dddk/timer.h>

#include "alarms.h"

struct timer_class {
	struct alarms alarms; /* client i is grant i */
	uint64_t armed_ns;    /* when the device interrupts at the latest; 0: not armed */
};

/** Wake who is due, and have the device interrupt for who is next. */
void timer_class_serve(struct dddk *dddk);

/** The device has interrupted. */
void timer_class_interrupt(struct dddk *dddk);

#endif
