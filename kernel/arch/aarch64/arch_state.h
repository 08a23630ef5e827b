/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The architecture's part of struct kernel. */
#ifndef ARCH_STATE_H
#define ARCH_STATE_H

#include <stdbool.h>
#include <stdint.h>

enum {
	ARCH_IRQ_COUNT = 160, /* GIC interrupt ids */
	ARCH_IRQ_NONE = 1023,

	ARCH_ASID_POOLS = 128,
};

struct arch_state {
	uint64_t vspace;             /* TTBR0 of the VSpace that is loaded, 0: none */
	struct fpu_area *fpu_active; /* whose state the FPU's registers hold, NULL while the FPU is off */
	struct fpu_area *fpu_parked; /* the same while the FPU is off; may be NULL */

	bool gic_v3;
	uint32_t tick_cycles;          /* of the virtual counter, between two ticks */
	volatile uint32_t *gic_shared; /* the distributor */
	volatile uint32_t
		*gic_private; /* registers of interrupts 0..31: version 2 the same, version 3 redistributor */
	volatile uint32_t *gic_cpu; /* version 2: the CPU interface */
};

#endif
