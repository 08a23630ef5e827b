/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the runtime keeps about the component that it is linked into. */
#ifndef COMPONENT_SELF_H
#define COMPONENT_SELF_H

#include <stdint.h>

#include "abi/kaal/startup.h"

struct component_self {
	const struct kaal_startup *startup; /* set first of all, then constant */
	uint64_t pending;                   /* signals that came while others were waited for */
};

/** One per component, and so one per program: libc's system calls carry no context. */
extern struct component_self component_self;

#endif
