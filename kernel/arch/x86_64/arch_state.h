/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The architecture's part of struct kernel. */
#ifndef ARCH_STATE_H
#define ARCH_STATE_H

#include <stdbool.h>
#include <stdint.h>

enum {
	ARCH_IRQ_COUNT = 126, /* 0..15 legacy, 16..123 users' vectors 0..107, 125 the tick */
	ARCH_IRQ_NONE = 255,
	IRQ_USER_BASE = 16,
	IRQ_TICK = 125,

	ARCH_ASID_POOLS = 8,

	IOAPICS_MAX = 8,
	IO_PORTS = 65536,
};

/** Where an interrupt comes from. */
struct irq_route {
	uint8_t from_ioapic; /* otherwise a message (MSI) or nothing, which the kernel cannot mask */
	uint8_t ioapic, pin;
};

struct arch_state {
	uint64_t vspace;             /* w0 of the capability whose VSpace is loaded, 0: the kernel's own */
	struct fpu_area *fpu_active; /* whose state the FPU's registers hold, NULL while the FPU is off */
	struct fpu_area *fpu_parked; /* the same while the FPU is off; may be NULL */

	/* what the processor can do, found at boot */
	bool fsgsbase, xsaveopt, pcid, huge_pages;
	uint64_t no_execute; /* PAGE_NO_EXECUTE, or 0 */
	bool quick_switch;   /* the first two */

	uint8_t ioapic_count;
	uint8_t ioapic_pins[IOAPICS_MAX];
	uint8_t apic_id; /* of the boot processor */
	struct irq_route irq_route[ARCH_IRQ_COUNT];

	uint64_t ports_issued[IO_PORTS / 64]; /* bit per I/O port that some capability covers */
};

#endif
