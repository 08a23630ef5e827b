/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the firmware tells, through the root pointer that the kernel passes on. */
#include <core/string.h>

#include <sel4/bootinfo.h>

#include "arch.h"
#include "physical.h"

enum { KHZ_PER_MHZ = 1000 };

static int open_tables(struct root *root, struct acpi *acpi)
{
	const struct acpi_memory memory = { physical_map, root };
	const seL4_BootInfoHeader *header =
		sel4_bootinfo_find(root->info, SEL4_BOOTINFO_HEADER_X86_ACPI_RSDP);
	uint8_t rsdp[ACPI_RSDP_BYTES];

	if (!header || header->len < sizeof *header + sizeof rsdp)
		return -1;
	memcpy(rsdp, header + 1, sizeof rsdp);
	return acpi_open(acpi, &memory, rsdp);
}

uint64_t arch_cycles_khz(const seL4_BootInfo *info)
{
	const seL4_BootInfoHeader *header = sel4_bootinfo_find(info, SEL4_BOOTINFO_HEADER_X86_TSC_FREQ);

	if (!header || header->len < sizeof *header + sizeof(uint32_t))
		return 0;
	return *(const uint32_t *)(header + 1) * (uint64_t)KHZ_PER_MHZ;
}

void arch_machine_read(struct root *root)
{
	struct acpi acpi;

	if (open_tables(root, &acpi)) {
		say(root, "No usable ACPI tables: no interrupts, no switching off.");
		return;
	}
	if (acpi_interrupts(&acpi, &root->arch.interrupts))
		say(root, "ACPI's table of interrupts (MADT) is missing or damaged: no interrupts.");
	if (acpi_power(&acpi, &root->arch.power))
		say(root, "ACPI's fixed table (FADT) is missing or damaged: no switching off.");
	root->arch.has_pci_config = !acpi_pci_config(&acpi, &root->arch.pci_config);
	if (acpi_hpet(&acpi, &root->arch.hpet))
		root->arch.hpet.paddr = 0;
	physical_unmap(root);
}
