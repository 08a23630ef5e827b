/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef ACPI_TABLES_H
#define ACPI_TABLES_H

#include <core/errno.h>
#include <core/string.h>

#include <acpi/acpi.h>

/* The header of every table: signature 4, length 4, then 28 bytes more, one of them a checksum. */
enum { HEADER_BYTES = 36, HEADER_LENGTH = 4 };

/** A little-endian number at an offset that the caller has checked. */
static inline uint64_t field(const uint8_t *bytes, size_t offset, size_t count)
{
	uint64_t value = 0;

	while (count--)
		value = value << 8 | bytes[offset + count];
	return value;
}

/** Map a table whose signature is @signature and whose bytes sum to 0. */
int table_map(const struct acpi *acpi, uint64_t paddr, const char signature[4], const uint8_t **out,
	      size_t *bytes);

/** The \_S5 package's two sleep types, from the DSDT at @paddr. @return 0, -ENOENT, ... */
int sleep_types(const struct acpi *acpi, uint64_t paddr, uint8_t types[2]);

#endif
