/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What may be defined twice, and what may be added to: TOML 1.0, sections Table, Inline Table, Array of Tables. */
#include <string.h>

#include "toml/parser.h"

static const char *written(struct parser *parser, const struct key_part *part)
{
	return arena_copy(&parser->diagnostics->arena, parser->text + part->range.offset, part->range.bytes);
}

static bool refuse(struct parser *parser, enum message_id id, const struct key_part *part,
		   const struct toml_entry *entry)
{
	diagnostic_report(parser->diagnostics, id, part->range, written(parser, part),
			  toml_type_name(entry->value.type));
	diagnostic_see(parser->diagnostics, entry->key_range, "it was first defined here");
	return false;
}

static bool is_array_of_tables(const struct toml_entry *entry)
{
	return entry->value.type == TOML_ARRAY && entry->value.array.count &&
	       entry->value.array.items[0].type == TOML_TABLE &&
	       entry->value.array.items[0].table->origin == TOML_HEADER;
}

static struct toml_table *last_element(const struct toml_entry *entry)
{
	return entry->value.array.items[entry->value.array.count - 1].table;
}

static struct toml_table *add_table(struct parser *parser, struct toml_table *table,
				    const struct key_part *part, enum toml_table_origin origin)
{
	struct toml_entry *entry = table_add(parser, table, part);

	entry->value = (struct toml_value){ .type = TOML_TABLE, .range = part->range };
	entry->value.table = table_new(parser, origin);
	return entry->value.table;
}

/** One step of a header's key towards its last part. */
static bool step_header(struct parser *parser, struct toml_table **table, const struct key_part *part)
{
	const struct toml_entry *entry = table_find(*table, part->text);

	if (!entry)
		*table = add_table(parser, *table, part, TOML_IMPLIED);
	else if (is_array_of_tables(entry))
		*table = last_element(entry);
	else if (entry->value.type != TOML_TABLE)
		return refuse(parser, MESSAGE_TOML_NOT_A_TABLE, part, entry);
	else if (entry->value.table->origin == TOML_INLINE)
		return refuse(parser, MESSAGE_TOML_CLOSED, part, entry);
	else
		*table = entry->value.table;
	return true;
}

static bool walk_header(struct parser *parser, const struct key *key, struct toml_table **table)
{
	*table = parser->root;
	for (size_t i = 0; i + 1 < key->count; i++)
		if (!step_header(parser, table, &key->parts[i]))
			return false;
	return true;
}

static bool define_again(struct parser *parser, struct toml_entry *entry, const struct key_part *part,
			 struct source_range header)
{
	if (is_array_of_tables(entry))
		return refuse(parser, MESSAGE_TOML_IS_ARRAY, part, entry);
	if (entry->value.type != TOML_TABLE)
		return refuse(parser, MESSAGE_TOML_NOT_A_TABLE, part, entry);
	if (entry->value.table->origin == TOML_INLINE)
		return refuse(parser, MESSAGE_TOML_CLOSED, part, entry);
	if (entry->value.table->origin != TOML_IMPLIED)
		return refuse(parser, MESSAGE_TOML_TABLE_TWICE, part, entry);
	entry->value.table->origin = TOML_HEADER;
	entry->value.range = header;
	entry->key_range = part->range;
	parser->current = entry->value.table;
	return true;
}

bool define_table(struct parser *parser, const struct key *key, struct source_range header)
{
	const struct key_part *part = &key->parts[key->count - 1];
	struct toml_table *table;
	struct toml_entry *entry;

	if (!walk_header(parser, key, &table))
		return false;
	entry = table_find(table, part->text);
	if (entry)
		return define_again(parser, entry, part, header);
	parser->current = add_table(parser, table, part, TOML_HEADER);
	table->last->value.range = header;
	return true;
}

static void append_element(struct parser *parser, struct toml_entry *entry, struct source_range header)
{
	struct toml_array *array = &entry->value.array;

	array->items = arena_grow(parser->arena, array->items, array->count, sizeof(*array->items));
	array->items[array->count] = (struct toml_value){ .type = TOML_TABLE, .range = header };
	parser->current = array->items[array->count].table = table_new(parser, TOML_HEADER);
	array->count++;
}

bool define_array_element(struct parser *parser, const struct key *key, struct source_range header)
{
	const struct key_part *part = &key->parts[key->count - 1];
	struct toml_table *table;
	struct toml_entry *entry;

	if (!walk_header(parser, key, &table))
		return false;
	entry = table_find(table, part->text);
	if (entry && !is_array_of_tables(entry))
		return refuse(parser, MESSAGE_TOML_NOT_AN_ARRAY, part, entry);
	if (!entry) {
		entry = table_add(parser, table, part);
		entry->value = (struct toml_value){ .type = TOML_ARRAY, .range = header };
	}
	append_element(parser, entry, header);
	return true;
}

/** One step of a dotted key: only what dotted keys made, or nobody so far, can be added to. */
static bool step_dotted(struct parser *parser, struct toml_table **table, const struct key_part *part)
{
	const struct toml_entry *entry = table_find(*table, part->text);

	if (!entry) {
		*table = add_table(parser, *table, part, TOML_DOTTED);
		return true;
	}
	if (entry->value.type != TOML_TABLE)
		return refuse(parser,
			      is_array_of_tables(entry) ? MESSAGE_TOML_IS_ARRAY : MESSAGE_TOML_NOT_A_TABLE,
			      part, entry);
	if (entry->value.table->origin == TOML_INLINE)
		return refuse(parser, MESSAGE_TOML_CLOSED, part, entry);
	if (entry->value.table->origin == TOML_HEADER)
		return refuse(parser, MESSAGE_TOML_TABLE_TWICE, part, entry);
	*table = entry->value.table;
	(*table)->origin = TOML_DOTTED;
	return true;
}

bool define_dotted(struct parser *parser, const struct key *key, struct toml_table **table)
{
	for (size_t i = 0; i + 1 < key->count; i++)
		if (!step_dotted(parser, table, &key->parts[i]))
			return false;
	return true;
}

struct toml_entry *define_key(struct parser *parser, struct toml_table *table, const struct key_part *part)
{
	struct toml_entry *entry = table_find(table, part->text);

	if (!entry)
		return table_add(parser, table, part);
	refuse(parser, MESSAGE_TOML_KEY_TWICE, part, entry);
	return NULL;
}
