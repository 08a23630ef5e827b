/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From the root pointer to a table (ACPI 6.4, 5.2.5 to 5.2.8). */
#include "tables.h"

enum {
	RSDP_V1_BYTES = 20,
	RSDP_REVISION = 15,
	RSDP_RSDT = 16,
	RSDP_XSDT = 24,
};

static uint8_t sum(const uint8_t *bytes, size_t count)
{
	uint8_t total = 0;

	while (count--)
		total += *bytes++;
	return total;
}

int acpi_open(struct acpi *acpi, const struct acpi_memory *memory, const uint8_t rsdp[ACPI_RSDP_BYTES])
{
	uint64_t xsdt = 0;

	if (memcmp(rsdp, "RSD PTR ", 8) != 0 || sum(rsdp, RSDP_V1_BYTES) != 0)
		return -EINVAL;
	if (rsdp[RSDP_REVISION] >= 2) {
		if (sum(rsdp, ACPI_RSDP_BYTES) != 0)
			return -EINVAL;
		xsdt = field(rsdp, RSDP_XSDT, 8);
	}
	*acpi = (struct acpi){ .memory = *memory,
			       .root_paddr = xsdt ? xsdt : field(rsdp, RSDP_RSDT, 4),
			       .entry_bytes = xsdt ? 8 : 4 };
	return 0;
}

int table_map(const struct acpi *acpi, uint64_t paddr, const char signature[4], const uint8_t **out,
	      size_t *bytes)
{
	const struct acpi_memory *memory = &acpi->memory;
	const uint8_t *table = memory->map(memory->context, paddr, HEADER_BYTES);
	uint64_t length;

	if (!table)
		return -EIO;
	if (memcmp(table, signature, 4) != 0)
		return -ENOENT;
	length = field(table, HEADER_LENGTH, 4);
	if (length < HEADER_BYTES || length > ACPI_TABLE_BYTES_MAX)
		return -EINVAL;
	table = memory->map(memory->context, paddr, length);
	if (!table)
		return -EIO;
	if (sum(table, length) != 0 || field(table, HEADER_LENGTH, 4) != length)
		return -EINVAL;
	*out = table;
	*bytes = length;
	return 0;
}

/* Entry @index of the root table, which has to be mapped anew after each other mapping. */
static int root_entry(const struct acpi *acpi, size_t index, uint64_t *paddr)
{
	const uint8_t *table;
	size_t bytes, offset = HEADER_BYTES + index * acpi->entry_bytes;
	int error =
		table_map(acpi, acpi->root_paddr, acpi->entry_bytes == 8 ? "XSDT" : "RSDT", &table, &bytes);

	if (error)
		return error == -ENOENT ? -EINVAL : error;
	if (offset > bytes || acpi->entry_bytes > bytes - offset)
		return -ENOENT;
	*paddr = field(table, offset, acpi->entry_bytes);
	return 0;
}

int acpi_table(const struct acpi *acpi, const char signature[4], const uint8_t **out, size_t *bytes)
{
	uint64_t paddr;

	for (size_t i = 0;; i++) {
		int error = root_entry(acpi, i, &paddr);

		if (error)
			return error;
		error = table_map(acpi, paddr, signature, out, bytes);
		if (error != -ENOENT && error != -EIO)
			return error;
	}
}
