/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the root task knows of a PC. */
#ifndef ROOT_ARCH_ROOT_H
#define ROOT_ARCH_ROOT_H

#include <stdint.h>

#include <acpi/acpi.h>
#include <sel4/sel4.h>

#include "memory.h"

enum {
	ARCH_IRQS_MAX = 108,
	ARCH_PHYSICAL_PAGES = ACPI_TABLE_BYTES_MAX / 4096 + 1, /* of WINDOW_ARCH */
};

struct arch_root {
	struct acpi_interrupts interrupts;
	struct acpi_power power;
	uint8_t irq_owner
		[ARCH_IRQS_MAX];        /* component that has each of the kernel's interrupt vectors, or 0 */
	uint8_t irq_isa[ARCH_IRQS_MAX]; /* the ISA interrupt that an owned vector stands for */

	struct block *physical_blocks; /* device memory mapped at present (physical.c) */
	seL4_CPtr physical_frames;     /* and its frames */
	size_t physical_count;
};

#endif
