/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the runtime keeps about the component that it is linked into. */
#ifndef COMPONENT_SELF_H
#define COMPONENT_SELF_H

#include <stdbool.h>
#include <stdint.h>

#include "abi/kaal/startup.h"

struct component_self {
	const struct kaal_startup *startup; /* set first of all, then constant */
	bool has_events;    /* it has entry points; the event loop ends it when it is to stop */
	bool stopping;      /* it was asked to end */
	void (*stop)(void); /* to be called then, by a component with main */
};

/** One per component, and so one per program: libc's system calls carry no context. */
extern struct component_self component_self;

#endif
