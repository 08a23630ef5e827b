/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The rows of the schema. Reading (section.c, value.c) and the reference (reference.c) both go by them and know
 * no key themselves.
 */
#ifndef TOOLS_COMPOSE_SCHEMA_TABLE_H
#define TOOLS_COMPOSE_SCHEMA_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/model.h"
#include "toml/toml.h"

struct schema_reader;

enum schema_kind {                  /* and what it is read into */
		   SCHEMA_LINE,     /* text without a line break: struct model_text */
		   SCHEMA_NAME,     /* see name.c: struct model_text */
		   SCHEMA_INTEGER,  /* struct model_number */
		   SCHEMA_SIZE,     /* 65536 or "64KiB": struct model_number, bytes */
		   SCHEMA_DURATION, /* "500ms": struct model_number, ns */
		   SCHEMA_FLAG,     /* struct model_flag */
		   SCHEMA_CHOICE,   /* one of @choices: struct model_number, its index */
		   SCHEMA_CHOICES,  /* array of them: struct model_set */
		   SCHEMA_LINES,    /* array: struct model_texts */
		   SCHEMA_NAMES,    /* array: struct model_texts */
		   SCHEMA_OWN,      /* @read does it */
};

typedef void schema_read(struct schema_reader *reader, const struct toml_value *value, void *field);

struct schema_key {
	const char *name;
	enum schema_kind kind;
	bool is_required;
	size_t field;                       /* offset in the section's struct */
	uint64_t least, most;               /* INTEGER, SIZE, DURATION; LINE, LINES: bytes of each text */
	const char *const *choices;         /* ends with NULL */
	const char *preset;                 /* the default, as TOML; NULL: there is none */
	const char *absent;                 /* for the reference, without a preset: what holds then */
	schema_read *read;                  /* OWN */
	const char *wanted;                 /* OWN: "a string, or a table" */
	const struct schema_section *inner; /* OWN: the keys of the table that it can be; for the reference */
	const char *doc;                    /* whole sentences, Markdown */
};

enum schema_form {
	SCHEMA_ONE,   /* [name] */
	SCHEMA_NAMED, /* [name.NAME] */
	SCHEMA_LIST,  /* [[name]] */
	SCHEMA_TREE,  /* [name], whose keys are names: @read does it */
};

struct schema_section {
	const char *name;
	enum schema_form form;
	bool is_required;
	const struct schema_key *keys;
	size_t keys_count;
	size_t field;                   /* in what holds it: ONE the struct, else the pointer to items */
	size_t count_field, item_bytes; /* NAMED, LIST, TREE */
	size_t name_field;              /* NAMED: in an item, const char * */
	size_t at_field;                /* in the struct or item */
	const char *item;               /* NAMED: "component", for messages */
	schema_read *read;              /* TREE: field is the whole model */
	void (*finish)(struct schema_reader *reader, void *item); /* what no single key can tell; or NULL */
	const char *doc;
	const char *example; /* TOML that stands on its own; tests read it */
};

#define SCHEMA_KEYS(rows) .keys = (rows), .keys_count = sizeof(rows) / sizeof((rows)[0])

/** The sections of a system.toml, in the order of the reference. */
extern const struct schema_section *const schema_sections[];
extern const size_t schema_sections_count;

/* The rows, a file a section. */
extern const struct schema_section schema_system, schema_resources, schema_rootfs, schema_debug;
extern const struct schema_section schema_components, schema_restart;
extern const struct schema_section schema_interfaces, schema_operations, schema_ring;
extern const struct schema_section schema_connections, schema_connection;
extern const struct schema_section schema_asserts, schema_tests;

extern const char *const schema_archs[], *const schema_logs[];

#endif
