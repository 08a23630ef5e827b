/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where the high precision event timer is (IA-PC HPET 1.0a, 3.2.4). */
#include "tables.h"

enum {
	HPET_ADDRESS = 40, /* a generic address: space 1, width 1, offset 1, size 1, address 8 */
	HPET_NUMBER = 52,
	HPET_BYTES = 56,
	SPACE_MEMORY = 0,
};

int acpi_hpet(const struct acpi *acpi, struct acpi_hpet *out)
{
	const uint8_t *table;
	size_t bytes;
	int error = acpi_table(acpi, "HPET", &table, &bytes);

	if (error)
		return error;
	if (bytes < HPET_BYTES || table[HPET_ADDRESS] != SPACE_MEMORY || !field(table, HPET_ADDRESS + 4, 8))
		return -EINVAL;
	*out = (struct acpi_hpet){ .paddr = field(table, HPET_ADDRESS + 4, 8), .number = table[HPET_NUMBER] };
	return 0;
}
