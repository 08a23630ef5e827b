/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the root task knows of a PC. */
#ifndef ROOT_ARCH_ROOT_H
#define ROOT_ARCH_ROOT_H

#include <stdbool.h>
#include <stdint.h>

#include <acpi/acpi.h>
#include <pci/config.h>
#include <sel4/sel4.h>

#include "memory.h"

enum {
	ARCH_IRQS_MAX = 108,
	ARCH_PHYSICAL_PAGES = ACPI_TABLE_BYTES_MAX / 4096 + 1, /* of WINDOW_ARCH */
};

/** One of the kernel's interrupt vectors. */
struct vector {
	uint8_t owner;        /* component that has it, or 0 */
	uint32_t ioapic, pin; /* that it stands for */
};

struct arch_root {
	struct acpi_interrupts interrupts;
	struct acpi_power power;
	struct acpi_pci_config pci_config;
	bool has_pci_config;
	struct acpi_hpet hpet; /* zeroed: none */
	struct vector vectors[ARCH_IRQS_MAX];
	struct pci_ports pci_access; /* where there is no pci_config */
	seL4_CPtr pci_ports;

	struct block *physical_blocks; /* device memory mapped at present (physical.c) */
	seL4_CPtr physical_frames;     /* and its frames */
	size_t physical_count;
};

#endif
