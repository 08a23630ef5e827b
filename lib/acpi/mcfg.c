/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Memory-mapped PCI configuration space (PCI Firmware 3.2, 4.1.2: the MCFG table). */
#include "tables.h"

enum {
	MCFG_ENTRIES = 44,
	ENTRY_BYTES = 16,
	ENTRY_SEGMENT = 8,
	ENTRY_FIRST_BUS = 10,
	ENTRY_LAST_BUS = 11,
	BUS_BYTES = 1 << 20,
};

int acpi_pci_config(const struct acpi *acpi, struct acpi_pci_config *out)
{
	const uint8_t *table;
	size_t bytes;
	int error = acpi_table(acpi, "MCFG", &table, &bytes);

	if (error)
		return error;
	for (size_t at = MCFG_ENTRIES; at + ENTRY_BYTES <= bytes; at += ENTRY_BYTES) {
		const uint8_t *entry = table + at;

		if (field(entry, ENTRY_SEGMENT, 2) != 0)
			continue;
		*out = (struct acpi_pci_config){ .paddr = field(entry, 0, 8),
						 .first_bus = entry[ENTRY_FIRST_BUS],
						 .last_bus = entry[ENTRY_LAST_BUS] };
		if (out->paddr % BUS_BYTES || out->last_bus < out->first_bus ||
		    out->paddr > UINT64_MAX - ((uint64_t)out->last_bus + 1) * BUS_BYTES)
			return -EINVAL;
		return 0;
	}
	return -ENOENT;
}
