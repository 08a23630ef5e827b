/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The architecture's part of struct kernel. */
#ifndef ARCH_STATE_H
#define ARCH_STATE_H

#include <stdint.h>

enum {
	ARCH_IRQ_COUNT = 16,
	ARCH_IRQ_NONE = 255,
	IRQ_TICK = 15,

	ASID_POOLS = 8,
	ASID_POOL_ENTRIES = 512,
};

/** An ASID pool: VSpace roots by the low bits of their ASIDs, NULL where free. */
struct asid_pool {
	uint64_t *root[ASID_POOL_ENTRIES];
};

struct arch_state {
	uint64_t *vspace; /* root that is loaded, NULL: none */
	struct asid_pool *asid_pools[ASID_POOLS];
};

#endif
