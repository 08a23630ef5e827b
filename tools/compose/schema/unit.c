/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Numbers with a unit: "64KiB", "500ms". */
#include <inttypes.h>
#include <string.h>

#include "schema/reader.h"

struct unit {
	const char *name;
	uint64_t of; /* bytes or ns */
};

/* the greatest first: printing takes the first that divides */
static const struct unit size_units[] = {
	{ "TiB", UINT64_C(1) << 40 },
	{ "GiB", UINT64_C(1) << 30 },
	{ "MiB", UINT64_C(1) << 20 },
	{ "KiB", UINT64_C(1) << 10 },
	{ "B", 1 },
};
static const struct unit duration_units[] = {
	{ "h", UINT64_C(3600000000000) }, { "min", UINT64_C(60000000000) }, { "s", UINT64_C(1000000000) },
	{ "ms", UINT64_C(1000000) },      { "us", UINT64_C(1000) },         { "ns", 1 },
};

enum {
	SIZE_UNITS = sizeof(size_units) / sizeof(size_units[0]),
	DURATION_UNITS = sizeof(duration_units) / sizeof(duration_units[0]),
};

static const struct unit *unit_find(const char *name, const struct unit *units, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(units[i].name, name) == 0)
			return &units[i];
	return NULL;
}

/** Digits, blanks or none, a unit. @return false: it is none, or too large for 64 bits */
static bool quantity_parse(const char *text, const struct unit *units, size_t count, uint64_t *value)
{
	const struct unit *unit;
	uint64_t number = 0;

	if (*text < '0' || *text > '9')
		return false;
	for (; *text >= '0' && *text <= '9'; text++) {
		if (number > (UINT64_MAX - 9) / 10)
			return false;
		number = number * 10 + (uint64_t)(*text - '0');
	}
	while (*text == ' ')
		text++;
	unit = unit_find(text, units, count);
	if (!unit || number > UINT64_MAX / unit->of)
		return false;
	*value = number * unit->of;
	return true;
}

static const char *quantity_print(struct arena *arena, uint64_t value, const struct unit *units, size_t count)
{
	const struct unit *unit = units, *last = units + count - 1;

	if (value == 0)
		return "0";
	while (unit < last && (value < unit->of || value % unit->of != 0))
		unit++;
	return arena_print(arena, "%" PRIu64 "%s", value / unit->of, unit->name);
}

bool schema_parse_size(const char *text, uint64_t *bytes)
{
	return quantity_parse(text, size_units, SIZE_UNITS, bytes);
}

bool schema_parse_duration(const char *text, uint64_t *ns)
{
	return quantity_parse(text, duration_units, DURATION_UNITS, ns);
}

const char *schema_print_size(struct arena *arena, uint64_t bytes)
{
	return quantity_print(arena, bytes, size_units, SIZE_UNITS);
}

const char *schema_print_duration(struct arena *arena, uint64_t ns)
{
	return quantity_print(arena, ns, duration_units, DURATION_UNITS);
}
