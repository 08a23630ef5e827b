/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The fixed ACPI description table (ACPI 6.4, 5.2.9) and the sleep control of 4.8.3.2. */
#include "tables.h"

enum {
	FADT_DSDT = 40,
	FADT_SMI_COMMAND = 48,
	FADT_ACPI_ENABLE = 52,
	FADT_PM1A_CONTROL = 64,
	FADT_PM1B_CONTROL = 68,
	FADT_V1_BYTES = 116,
	FADT_FLAGS = 112,
	FADT_RESET_REGISTER = 116, /* a generic address: space 1, width 1, offset 1, size 1, address 8 */
	FADT_RESET_VALUE = 128,
	FADT_RESET_END = 129,
	FADT_X_DSDT = 140, /* 64-bit; where it is there, it counts */
	FADT_X_DSDT_END = 148,

	FLAG_RESET_SUPPORTED = 1 << 10,
	SPACE_PORTS = 1,
	SLEEP_TYPE_SHIFT = 10,
	SLEEP_ENABLE = 1 << 13,
};

static uint16_t port_of(uint64_t address)
{
	return address <= UINT16_MAX ? (uint16_t)address : 0;
}

static uint64_t dsdt_of(const uint8_t *table, size_t bytes)
{
	uint64_t wide = bytes < FADT_X_DSDT_END ? 0 : field(table, FADT_X_DSDT, 8);

	return wide ? wide : field(table, FADT_DSDT, 4);
}

static void read_restart(const uint8_t *table, size_t bytes, struct acpi_power *out)
{
	if (bytes < FADT_RESET_END || !(field(table, FADT_FLAGS, 4) & FLAG_RESET_SUPPORTED) ||
	    table[FADT_RESET_REGISTER] != SPACE_PORTS)
		return;
	out->restart.port = port_of(field(table, FADT_RESET_REGISTER + 4, 8));
	out->restart.value = table[FADT_RESET_VALUE];
}

int acpi_power(const struct acpi *acpi, struct acpi_power *out)
{
	const uint8_t *table;
	uint8_t types[2];
	uint64_t dsdt;
	size_t bytes;
	int error = acpi_table(acpi, "FACP", &table, &bytes);

	if (error)
		return error;
	if (bytes < FADT_V1_BYTES)
		return -EINVAL;
	memset(out, 0, sizeof *out);
	read_restart(table, bytes, out);
	out->enable.port = port_of(field(table, FADT_SMI_COMMAND, 4));
	out->enable.value = table[FADT_ACPI_ENABLE];
	out->off_a.port = port_of(field(table, FADT_PM1A_CONTROL, 4));
	out->off_b.port = port_of(field(table, FADT_PM1B_CONTROL, 4));
	dsdt = dsdt_of(table, bytes);

	if (sleep_types(acpi, dsdt, types)) {
		out->off_a.port = out->off_b.port = 0;
		return 0;
	}
	out->off_a.value = (uint16_t)(types[0] << SLEEP_TYPE_SHIFT | SLEEP_ENABLE);
	out->off_b.value = (uint16_t)(types[1] << SLEEP_TYPE_SHIFT | SLEEP_ENABLE);
	return 0;
}
