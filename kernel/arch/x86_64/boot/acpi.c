/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "acpi.h"

#include "arch_memory.h"
#include "cpu.h"

enum {
	EBDA_SEGMENT = 0x40e, /* BIOS data area: real-mode segment of the extended BIOS data area */
	EBDA_SEARCHED = 1024,
	BIOS_START = 0xe0000,
	BIOS_END = 0x100000,

	RSDP_REVISION = 15,
	RSDP_RSDT = 16,
	RSDP_XSDT = 24,
	RSDP_FIRST_BYTES = 20, /* covered by the first checksum */

	TABLE_BYTES = 4,
	TABLE_HEADER = 36,
	TABLE_BYTES_MAX = 1 << 20,
	TABLES_MAX = 256, /* of a root table that are looked at */

	MADT_LAPIC = 36,
	MADT_ENTRIES = 44,
	MADT_TYPE_IOAPIC = 1,
	MADT_TYPE_LAPIC_OVERRIDE = 5,

	FADT_DSDT = 40,
	FADT_COMMAND_PORT = 48,
	FADT_ENABLE = 52,
	FADT_PM1A = 64,
	FADT_PM1B = 68,
	FADT_BYTES = 72, /* up to here in every revision */

	AML_PACKAGE = 0x12,
	AML_BYTE = 0x0a,

	PM1_SCI_ENABLED = 1 << 0,
	PM1_TYPE_SHIFT = 10,
	PM1_SLEEP = 1 << 13,
	ENABLE_PATIENCE = 1000000, /* reads of PM1 until ACPI mode must be on */
};

static u32 read32(const u8 *at)
{
	u32 value;

	__builtin_memcpy(&value, at, sizeof(value));
	return value;
}

static u64 read64(const u8 *at)
{
	u64 value;

	__builtin_memcpy(&value, at, sizeof(value));
	return value;
}

static bool equal(const u8 *at, const char *text, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		if (at[i] != (u8)text[i])
			return false;
	return true;
}

static bool checksum_ok(const u8 *at, u32 bytes)
{
	u8 sum = 0;

	for (u32 i = 0; i < bytes; i++)
		sum = (u8)(sum + at[i]);
	return sum == 0;
}

static const u8 *rsdp_search(u64 start, u64 end)
{
	for (u64 at = start; at + ACPI_RSDP_BYTES <= end; at += 16) {
		const u8 *rsdp = kernel_address(at);

		if (equal(rsdp, "RSD PTR ", 8) && checksum_ok(rsdp, RSDP_FIRST_BYTES))
			return rsdp;
	}
	return NULL;
}

static const u8 *rsdp_find(void)
{
	const u16 *segment = kernel_address(EBDA_SEGMENT);
	u64 ebda = (u64)*segment << 4;
	const u8 *rsdp = rsdp_search(BIOS_START, BIOS_END);

	return rsdp ? rsdp : rsdp_search(ebda, ebda + EBDA_SEARCHED);
}

/** The table at @paddr if it is below 4 GiB, where boot can read, and whole; else NULL. */
static const u8 *table_at(u64 paddr)
{
	const u8 *table = kernel_address(paddr);
	u32 bytes;

	if (paddr == 0 || paddr > (1ull << 32) - TABLE_HEADER)
		return NULL;
	bytes = read32(table + TABLE_BYTES);
	if (bytes < TABLE_HEADER || bytes > TABLE_BYTES_MAX || paddr + bytes > 1ull << 32)
		return NULL;
	return checksum_ok(table, bytes) ? table : NULL;
}

static void madt_read(struct acpi *acpi, const u8 *madt)
{
	u32 bytes = read32(madt + TABLE_BYTES), at = MADT_ENTRIES;

	if (bytes < MADT_ENTRIES)
		return;
	acpi->lapic = read32(madt + MADT_LAPIC);
	while (at + 2 <= bytes) {
		const u8 *entry = madt + at;
		u8 type = entry[0], length = entry[1];

		if (length < 2 || at + length > bytes)
			return;
		if (type == MADT_TYPE_IOAPIC && length >= 12 && acpi->ioapic_count < IOAPICS_MAX)
			acpi->ioapic[acpi->ioapic_count++] = read32(entry + 4);
		if (type == MADT_TYPE_LAPIC_OVERRIDE && length >= 12)
			acpi->lapic = read64(entry + 4);
		at += length;
	}
}

/** One of the small integers that \_S5 consists of; moves @at behind it. */
static u8 aml_small_integer(const u8 **at)
{
	if (**at == AML_BYTE)
		++*at;
	return *(*at)++;
}

/** Find Name(\_S5, Package { a, b, ... }) by its bytes: an AML interpreter has no place here. */
static void s5_read(struct acpi *acpi, const u8 *dsdt)
{
	u32 bytes = read32(dsdt + TABLE_BYTES);

	for (u32 i = TABLE_HEADER; i + 16 <= bytes; i++) {
		const u8 *at = dsdt + i + 4;

		if (!equal(dsdt + i, "_S5_", 4) || at[0] != AML_PACKAGE)
			continue;
		at += 2 + (at[1] >> 6) + 1; /* the package's length is one byte and as many as it says */
		acpi->s5_type_a = aml_small_integer(&at);
		acpi->s5_type_b = aml_small_integer(&at);
		acpi->has_s5 = true;
		return;
	}
}

static void fadt_read(struct acpi *acpi, const u8 *fadt)
{
	const u8 *dsdt;

	if (read32(fadt + TABLE_BYTES) < FADT_BYTES)
		return;
	acpi->pm1a = (u16)read32(fadt + FADT_PM1A);
	acpi->pm1b = (u16)read32(fadt + FADT_PM1B);
	acpi->command_port = (u16)read32(fadt + FADT_COMMAND_PORT);
	acpi->enable_command = fadt[FADT_ENABLE];
	dsdt = table_at(read32(fadt + FADT_DSDT));
	if (dsdt)
		s5_read(acpi, dsdt);
}

static void table_read(struct acpi *acpi, const u8 *table)
{
	if (!table)
		return;
	if (equal(table, "APIC", 4))
		madt_read(acpi, table);
	if (equal(table, "FACP", 4))
		fadt_read(acpi, table);
}

bool acpi_read(struct acpi *acpi)
{
	const u8 *rsdp = rsdp_find(), *root = NULL;
	unsigned entry_bytes = 8;
	u32 count;

	if (!rsdp)
		return false;
	__builtin_memcpy(acpi->rsdp, rsdp, ACPI_RSDP_BYTES);
	if (acpi->rsdp[RSDP_REVISION] >= 2 && checksum_ok(acpi->rsdp, ACPI_RSDP_BYTES))
		root = table_at(read64(acpi->rsdp + RSDP_XSDT));
	if (!root) {
		root = table_at(read32(acpi->rsdp + RSDP_RSDT));
		entry_bytes = 4;
	}
	if (!root)
		return true;
	count = (read32(root + TABLE_BYTES) - TABLE_HEADER) / entry_bytes;
	for (u32 i = 0; i < count && i < TABLES_MAX; i++) {
		const u8 *entry = root + TABLE_HEADER + (u64)i * entry_bytes;

		table_read(acpi, table_at(entry_bytes == 8 ? read64(entry) : read32(entry)));
	}
	return true;
}

static void acpi_enable(const struct acpi *acpi)
{
	if (!acpi->enable_command || (port_in16(acpi->pm1a) & PM1_SCI_ENABLED))
		return;
	port_out8(acpi->command_port, acpi->enable_command);
	for (int i = 0; i < ENABLE_PATIENCE && !(port_in16(acpi->pm1a) & PM1_SCI_ENABLED); i++)
		;
}

void acpi_power_off(const struct acpi *acpi)
{
	if (!acpi->has_s5 || !acpi->pm1a)
		return;
	acpi_enable(acpi);
	port_out16(acpi->pm1a, (u16)(acpi->s5_type_a << PM1_TYPE_SHIFT | PM1_SLEEP));
	if (acpi->pm1b)
		port_out16(acpi->pm1b, (u16)(acpi->s5_type_b << PM1_TYPE_SHIFT | PM1_SLEEP));
}
