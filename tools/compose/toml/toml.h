/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * TOML 1.0: a document as a tree in which every key and value knows where it stands.
 *
 *	const struct toml_table *root = toml_parse(source, &arena, &diagnostics);
 *	const struct toml_entry *name = root ? toml_find(root, "name") : NULL;
 */
#ifndef TOOLS_COMPOSE_TOML_TOML_H
#define TOOLS_COMPOSE_TOML_TOML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "diagnostic/diagnostic.h"
#include "source/arena.h"
#include "source/source.h"

enum { TOML_DEPTH_MAX = 100 }; /* arrays and inline tables within each other, and parts of one key */

enum toml_type {
	TOML_STRING,
	TOML_INTEGER,
	TOML_FLOAT,
	TOML_BOOLEAN,
	TOML_OFFSET_DATETIME,
	TOML_LOCAL_DATETIME,
	TOML_LOCAL_DATE,
	TOML_LOCAL_TIME,
	TOML_ARRAY,
	TOML_TABLE,
};

/** UTF-8 with all escapes resolved; may contain NUL ("\u0000"), and a NUL follows. */
struct toml_string {
	const char *bytes;
	size_t len;
};

/** What the type has no use for is 0. */
struct toml_datetime {
	uint16_t year; /* 0..9999 */
	uint8_t month, day;
	uint8_t hour, minute, second; /* second 60: a leap second */
	uint32_t nanosecond;          /* further digits are cut off */
	int16_t offset_minutes;       /* east of UTC */
};

struct toml_array {
	struct toml_value *items;
	size_t count;
};

struct toml_value {
	enum toml_type type;
	struct source_range
		range; /* of the literal with its quotes or brackets; table: of its header, or of the
	                              key that made it */
	union {
		struct toml_string string;
		int64_t integer;
		double real;
		bool boolean;
		struct toml_datetime datetime;
		struct toml_array array;
		struct toml_table *table;
	};
};

struct toml_entry {
	struct toml_string key;
	struct source_range key_range; /* of this part of the key alone, with its quotes */
	struct toml_value value;
	struct toml_entry *next; /* in the order of the document */
	struct toml_entry *same_bucket;
};

/** How a table came to be decides who may still add to it. */
enum toml_table_origin {
	TOML_IMPLIED, /* named only on the way to another: [a.b] makes a */
	TOML_HEADER,  /* [a] or an element of [[a]] */
	TOML_DOTTED,  /* a.b = 1 makes a */
	TOML_INLINE,  /* { }, closed for good */
};

struct toml_table {
	struct toml_entry *first, *last;
	size_t count;
	struct toml_entry **buckets; /* toml/table.c */
	size_t buckets_count;
	enum toml_table_origin origin;
};

/**
 * Parse a document. Several mistakes are reported in one run where the text allows to go on.
 *
 * @param source  borrowed for as long as the tree is used: ranges point to it
 * @param arena   owns the tree
 * @return the root table, or NULL: at least one error (E01..) was reported
 * @time O(bytes)
 */
const struct toml_table *toml_parse(const struct source *source, struct arena *arena,
				    struct diagnostics *diagnostics);

/** @return the entry, or NULL. @time O(1) on average */
const struct toml_entry *toml_find(const struct toml_table *table, const char *key);

/** "a string", "an integer", ... */
const char *toml_type_name(enum toml_type type);

/** Print a tree as JSON in which each value says its type: {"type": "integer", "value": "42"}. */
void toml_dump(const struct toml_table *table, FILE *out);

#endif
