/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A table: its entries in order, and from the ninth on in buckets too. */
#include <string.h>

#include "toml/parser.h"

enum { LIST_MAX = 8 };

static size_t key_hash(struct toml_string key)
{
	uint64_t hash = 0xcbf29ce484222325; /* FNV-1a */

	for (size_t i = 0; i < key.len; i++)
		hash = (hash ^ (unsigned char)key.bytes[i]) * 0x100000001b3;
	return (size_t)(hash ^ hash >> 32);
}

static bool keys_are_equal(struct toml_string left, struct toml_string right)
{
	return left.len == right.len && memcmp(left.bytes, right.bytes, left.len) == 0;
}

struct toml_table *table_new(struct parser *parser, enum toml_table_origin origin)
{
	struct toml_table *table = arena_alloc(parser->arena, sizeof(*table));

	table->origin = origin;
	return table;
}

struct toml_entry *table_find(const struct toml_table *table, struct toml_string key)
{
	if (table->buckets_count) {
		struct toml_entry *entry = table->buckets[key_hash(key) % table->buckets_count];

		while (entry && !keys_are_equal(entry->key, key))
			entry = entry->same_bucket;
		return entry;
	}
	for (struct toml_entry *entry = table->first; entry; entry = entry->next)
		if (keys_are_equal(entry->key, key))
			return entry;
	return NULL;
}

static void bucket_add(struct toml_table *table, struct toml_entry *entry)
{
	struct toml_entry **bucket = &table->buckets[key_hash(entry->key) % table->buckets_count];

	entry->same_bucket = *bucket;
	*bucket = entry;
}

static void buckets_grow(struct arena *arena, struct toml_table *table)
{
	table->buckets_count = 4 * table->count;
	table->buckets = arena_alloc(arena, table->buckets_count * sizeof(struct toml_entry *));
	for (struct toml_entry *entry = table->first; entry; entry = entry->next)
		bucket_add(table, entry);
}

struct toml_entry *table_add(struct parser *parser, struct toml_table *table, const struct key_part *part)
{
	struct toml_entry *entry = arena_alloc(parser->arena, sizeof(*entry));

	entry->key = part->text;
	entry->key_range = part->range;
	if (table->last)
		table->last->next = entry;
	else
		table->first = entry;
	table->last = entry;
	table->count++;
	if (table->count > LIST_MAX && table->count > table->buckets_count)
		buckets_grow(parser->arena, table);
	else if (table->buckets_count)
		bucket_add(table, entry);
	return entry;
}

const struct toml_entry *toml_find(const struct toml_table *table, const char *key)
{
	return table_find(table, (struct toml_string){ key, strlen(key) });
}
