/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The little that the kernel itself needs of ACPI (ACPI 6.5, sections 5.2.5 to 5.2.12). */
#ifndef X86_BOOT_ACPI_H
#define X86_BOOT_ACPI_H

#include "arch_state.h"
#include "object/cap.h"

enum { ACPI_RSDP_BYTES = 36 };

struct acpi {
	u8 rsdp[ACPI_RSDP_BYTES]; /* as found; the last 16 bytes mean something from revision 2 on */
	u64 lapic;
	unsigned ioapic_count;
	u64 ioapic[IOAPICS_MAX];

	/* power off: the sleep type of S5 is written to these ports */
	bool has_s5;
	u16 pm1a, pm1b; /* 0: there is none */
	u8 s5_type_a, s5_type_b;
	u16 command_port;
	u8 enable_command; /* 0: ACPI mode is always on */
};

/** Find and read the tables; what is missing or damaged is left zero. @return is there an RSDP at all */
bool acpi_read(struct acpi *acpi);

/** Enter S5. Returns if that is not possible. */
void acpi_power_off(const struct acpi *acpi);

#endif
