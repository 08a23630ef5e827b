/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A section by its rows. */
#include <string.h>

#include "schema/reader.h"

const char *schema_title(struct arena *arena, const struct schema_section *section)
{
	switch (section->form) {
	case SCHEMA_NAMED:
		return arena_print(arena, "[%s.NAME]", section->name);
	case SCHEMA_LIST:
		return arena_print(arena, "[[%s]]", section->name);
	default:
		return arena_print(arena, "[%s]", section->name);
	}
}

/** The same as what should stand there, for people. */
static const char *wanted_section(struct schema_reader *reader, const struct schema_section *section)
{
	return arena_print(reader->arena, section->form == SCHEMA_ONE ? "a section %s" : "sections %s",
			   schema_title(reader->arena, section));
}

static const struct schema_key *key_find(const struct schema_section *section, const char *name)
{
	for (size_t i = 0; i < section->keys_count; i++)
		if (strcmp(section->keys[i].name, name) == 0)
			return &section->keys[i];
	return NULL;
}

/* --- unknown keys --------------------------------------------------------- */

static bool suggest_key(struct schema_reader *reader, const struct schema_section *section, const char *name)
{
	const char **names = arena_alloc(reader->arena, section->keys_count * sizeof(const char *));

	for (size_t i = 0; i < section->keys_count; i++)
		names[i] = section->keys[i].name;
	return diagnostic_suggest(reader->diagnostics, name, names, section->keys_count);
}

static bool suggest_section(struct schema_reader *reader, const char *name)
{
	for (size_t i = 0; i < schema_sections_count; i++) {
		if (!key_find(schema_sections[i], name))
			continue;
		diagnostic_help(reader->diagnostics, "`%s` is a key of %s", name,
				schema_title(reader->arena, schema_sections[i]));
		return true;
	}
	return false;
}

static void list_keys(struct schema_reader *reader, const struct schema_section *section)
{
	const char *list = "";

	for (size_t i = 0; i < section->keys_count; i++)
		list = arena_print(reader->arena, "%s%s%s", list, i ? ", " : "", section->keys[i].name);
	diagnostic_help(reader->diagnostics, "there are %s", list);
}

static void refuse_key(struct schema_reader *reader, const struct schema_section *section,
		       const struct toml_entry *entry)
{
	const char *name = entry->key.bytes;

	diagnostic_report(reader->diagnostics, MESSAGE_UNKNOWN_KEY, entry->key_range, name, reader->where);
	if (!suggest_key(reader, section, name) && !suggest_section(reader, name))
		list_keys(reader, section);
}

static void check_keys(struct schema_reader *reader, const struct schema_section *section,
		       const struct toml_table *table)
{
	for (const struct toml_entry *entry = table->first; entry; entry = entry->next)
		if (strlen(entry->key.bytes) != entry->key.len || !key_find(section, entry->key.bytes))
			refuse_key(reader, section, entry);
}

/* --- one table ------------------------------------------------------------- */

static void read_key(struct schema_reader *reader, const struct schema_key *key,
		     const struct toml_entry *entry, struct source_range at, void *item)
{
	void *field = (char *)item + key->field;
	const char *where = reader->where;

	if (key->preset)
		schema_read_preset(reader, key, field);
	if (entry)
		schema_read_value(reader, key, &entry->value, field);
	else if (key->is_required && source_is_somewhere(at))
		diagnostic_report(reader->diagnostics, MESSAGE_MISSING_KEY, at, key->name, reader->where,
				  schema_wanted(reader->arena, key));
	reader->where = where;
}

static void read_keys(struct schema_reader *reader, const struct schema_section *section,
		      const struct toml_table *table, struct source_range at, void *item)
{
	for (size_t i = 0; i < section->keys_count; i++) {
		const struct schema_key *key = &section->keys[i];

		read_key(reader, key, table ? toml_find(table, key->name) : NULL, at, item);
	}
}

void schema_read_table(struct schema_reader *reader, const struct schema_section *section,
		       const struct toml_table *table, struct source_range at, void *item)
{
	unsigned int errors = reader->diagnostics->errors;

	memcpy((char *)item + section->at_field, &at, sizeof(at));
	check_keys(reader, section, table);
	read_keys(reader, section, table, at, item);
	if (section->finish && reader->diagnostics->errors == errors)
		section->finish(reader, item);
}

void schema_default_section(struct schema_reader *reader, const struct schema_section *section, void *holder)
{
	if (section->form == SCHEMA_ONE)
		read_keys(reader, section, NULL, SOURCE_NOWHERE, (char *)holder + section->field);
}

/* --- forms ------------------------------------------------------------------ */

/** Another item at the end of an array that @holder has. */
static void *append_item(struct schema_reader *reader, const struct schema_section *section, void *holder)
{
	char *pointer = (char *)holder + section->field, *items;
	size_t *count = (void *)((char *)holder + section->count_field);

	memcpy(&items, pointer, sizeof(items));
	items = arena_grow(reader->arena, items, *count, section->item_bytes);
	memcpy(pointer, &items, sizeof(items));
	return items + section->item_bytes * (*count)++;
}

static void read_one(struct schema_reader *reader, const struct schema_section *section,
		     const struct toml_entry *entry, void *holder)
{
	reader->what = section->name;
	reader->where = schema_title(reader->arena, section);
	if (schema_expect(reader, &entry->value, TOML_TABLE, wanted_section(reader, section)))
		schema_read_table(reader, section, entry->value.table, entry->value.range,
				  (char *)holder + section->field);
}

static void read_named_item(struct schema_reader *reader, const struct schema_section *section,
			    const struct toml_entry *entry, void *holder)
{
	const char *name = entry->key.bytes;
	void *item;

	reader->what = name;
	reader->where = arena_print(reader->arena, "[%s.%s]", section->name, name);
	if (!schema_check_name(reader, name, entry->key.len, entry->key_range, section->item) ||
	    !schema_expect(reader, &entry->value, TOML_TABLE, wanted_section(reader, section)))
		return;
	item = append_item(reader, section, holder);
	memcpy((char *)item + section->name_field, &name, sizeof(name));
	schema_read_table(reader, section, entry->value.table, entry->value.range, item);
}

static void read_named(struct schema_reader *reader, const struct schema_section *section,
		       const struct toml_entry *entry, void *holder)
{
	reader->what = section->name;
	if (!schema_expect(reader, &entry->value, TOML_TABLE, wanted_section(reader, section)))
		return;
	for (const struct toml_entry *item = entry->value.table->first; item; item = item->next)
		read_named_item(reader, section, item, holder);
}

static void read_list(struct schema_reader *reader, const struct schema_section *section,
		      const struct toml_entry *entry, void *holder)
{
	const char *title = schema_title(reader->arena, section);

	reader->what = section->name;
	if (!schema_expect(reader, &entry->value, TOML_ARRAY, wanted_section(reader, section)))
		return;
	for (size_t i = 0; i < entry->value.array.count; i++) {
		const struct toml_value *item = &entry->value.array.items[i];

		reader->what = section->name;
		reader->where = title;
		if (schema_expect(reader, item, TOML_TABLE, wanted_section(reader, section)))
			schema_read_table(reader, section, item->table, item->range,
					  append_item(reader, section, holder));
	}
}

void schema_read_section(struct schema_reader *reader, const struct schema_section *section,
			 const struct toml_entry *entry, void *holder)
{
	switch (section->form) {
	case SCHEMA_ONE:
		read_one(reader, section, entry, holder);
		break;
	case SCHEMA_NAMED:
		read_named(reader, section, entry, holder);
		break;
	case SCHEMA_LIST:
		read_list(reader, section, entry, holder);
		break;
	case SCHEMA_TREE:
		reader->what = section->name;
		reader->where = schema_title(reader->arena, section);
		section->read(reader, &entry->value, holder);
		break;
	}
}

const char *schema_inner_title(struct schema_reader *reader, const char *key)
{
	return arena_print(reader->arena, "%.*s.%s]", (int)strlen(reader->where) - 1, reader->where, key);
}
