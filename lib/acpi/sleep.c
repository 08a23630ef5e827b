/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * \_S5 without an AML interpreter: firmware defines it as a constant package,
 * Name(_S5, Package() { a, b, ... }), whose bytes can be recognised
 * (ACPI 6.4, 20.2: NameOp, PackageOp, PkgLength, NumElements, elements).
 */
#include "tables.h"

enum {
	OP_ZERO = 0x00,
	OP_ONE = 0x01,
	OP_NAME = 0x08,
	OP_BYTE = 0x0a,
	OP_PACKAGE = 0x12,
	SLEEP_TYPE_MAX = 7, /* three bits */
};

/* The rest of the table while it is being read; every step checks what is left. */
struct aml {
	const uint8_t *at, *end;
};

static int next_byte(struct aml *aml)
{
	return aml->at < aml->end ? *aml->at++ : -1;
}

/* One constant element. @return the number, or -1 */
static int next_number(struct aml *aml)
{
	int op = next_byte(aml);

	if (op == OP_ZERO || op == OP_ONE)
		return op;
	return op == OP_BYTE ? next_byte(aml) : -1;
}

/* What follows the name. @return 0, or -ENOENT: it is not such a package */
static int read_package(struct aml aml, uint8_t types[2])
{
	int lead, a, b;

	if (next_byte(&aml) != OP_PACKAGE)
		return -ENOENT;
	lead = next_byte(&aml);
	if (lead < 0)
		return -ENOENT;
	for (int more = lead >> 6; more; more--) /* PkgLength: bytes that follow the first */
		next_byte(&aml);
	if (next_byte(&aml) < 1)
		return -ENOENT;
	a = next_number(&aml);
	b = next_number(&aml);
	if (a < 0 || a > SLEEP_TYPE_MAX)
		return -ENOENT;
	types[0] = (uint8_t)a;
	types[1] = (uint8_t)(b < 0 || b > SLEEP_TYPE_MAX ? a : b);
	return 0;
}

static int is_named(const uint8_t *table, size_t at)
{
	if (memcmp(table + at, "_S5_", 4) != 0)
		return 0;
	return table[at - 1] == OP_NAME || (table[at - 1] == '\\' && table[at - 2] == OP_NAME);
}

int sleep_types(const struct acpi *acpi, uint64_t paddr, uint8_t types[2])
{
	const uint8_t *table;
	size_t bytes;
	int error = table_map(acpi, paddr, "DSDT", &table, &bytes);

	if (error)
		return error;
	for (size_t at = HEADER_BYTES + 2; at + 4 <= bytes; at++)
		if (is_named(table, at) &&
		    read_package((struct aml){ table + at + 4, table + bytes }, types) == 0)
			return 0;
	return -ENOENT;
}
