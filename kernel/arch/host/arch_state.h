/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The architecture's part of struct kernel. */
#ifndef ARCH_STATE_H
#define ARCH_STATE_H

#include <stdint.h>

enum {
	ARCH_IRQ_COUNT = 16,
	ARCH_IRQ_NONE = 255,
	IRQ_TICK = 15,

	ARCH_ASID_POOLS = 8,
};

struct arch_state {
	uint64_t *vspace; /* root that is loaded, NULL: none */
};

#endif
