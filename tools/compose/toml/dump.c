/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A tree as JSON: tables as objects, arrays as arrays, all else as {"type": ..., "value": "..."}. */
#include <inttypes.h>
#include <math.h>

#include "source/json.h"
#include "toml/toml.h"

static void value_print(FILE *out, const struct toml_value *value);

static void date_print(FILE *out, const struct toml_datetime *datetime)
{
	fprintf(out, "%04u-%02u-%02u", datetime->year, datetime->month, datetime->day);
}

static void time_print(FILE *out, const struct toml_datetime *datetime)
{
	fprintf(out, "%02u:%02u:%02u.%09" PRIu32, datetime->hour, datetime->minute, datetime->second,
		datetime->nanosecond);
}

static void offset_print(FILE *out, int minutes)
{
	unsigned int distance = (unsigned int)(minutes < 0 ? -minutes : minutes);

	fprintf(out, "%c%02u:%02u", minutes < 0 ? '-' : '+', distance / 60, distance % 60);
}

static void datetime_print(FILE *out, const struct toml_value *value)
{
	if (value->type != TOML_LOCAL_TIME)
		date_print(out, &value->datetime);
	if (value->type == TOML_OFFSET_DATETIME || value->type == TOML_LOCAL_DATETIME)
		fputc('T', out);
	if (value->type != TOML_LOCAL_DATE)
		time_print(out, &value->datetime);
	if (value->type == TOML_OFFSET_DATETIME)
		offset_print(out, value->datetime.offset_minutes);
}

static void float_print(FILE *out, double real)
{
	if (isnan(real))
		fputs("nan", out); /* its sign means nothing */
	else
		fprintf(out, "%.17g", real);
}

static void scalar_print(FILE *out, const struct toml_value *value)
{
	switch (value->type) {
	case TOML_INTEGER:
		fprintf(out, "\"%" PRId64 "\"", value->integer);
		break;
	case TOML_FLOAT:
		fputc('"', out);
		float_print(out, value->real);
		fputc('"', out);
		break;
	case TOML_BOOLEAN:
		fputs(value->boolean ? "\"true\"" : "\"false\"", out);
		break;
	case TOML_STRING:
		json_print_string(out, value->string.bytes, value->string.len);
		break;
	default:
		fputc('"', out);
		datetime_print(out, value);
		fputc('"', out);
	}
}

static const char *tag_of(enum toml_type type)
{
	static const char *const tags[] = {
		"string",   "integer",        "float",      "bool",
		"datetime", "datetime-local", "date-local", "time-local",
	};

	return tags[type];
}

static void array_print(FILE *out, const struct toml_array *array)
{
	fputc('[', out);
	for (size_t i = 0; i < array->count; i++) {
		fputs(i ? ", " : "", out);
		value_print(out, &array->items[i]);
	}
	fputc(']', out);
}

static void table_print(FILE *out, const struct toml_table *table)
{
	fputc('{', out);
	for (const struct toml_entry *entry = table->first; entry; entry = entry->next) {
		json_print_string(out, entry->key.bytes, entry->key.len);
		fputs(": ", out);
		value_print(out, &entry->value);
		fputs(entry->next ? ", " : "", out);
	}
	fputc('}', out);
}

static void value_print(FILE *out, const struct toml_value *value)
{
	if (value->type == TOML_ARRAY) {
		array_print(out, &value->array);
	} else if (value->type == TOML_TABLE) {
		table_print(out, value->table);
	} else {
		fprintf(out, "{\"type\": \"%s\", \"value\": ", tag_of(value->type));
		scalar_print(out, value);
		fputc('}', out);
	}
}

void toml_dump(const struct toml_table *table, FILE *out)
{
	table_print(out, table);
	fputc('\n', out);
}
