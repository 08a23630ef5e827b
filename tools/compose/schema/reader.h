/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reading a parsed document by the rows of the schema. What is wrong is reported, and reading goes on. */
#ifndef TOOLS_COMPOSE_SCHEMA_READER_H
#define TOOLS_COMPOSE_SCHEMA_READER_H

#include "diagnostic/diagnostic.h"
#include "schema/table.h"

struct schema_reader {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const char *where; /* the section being read, as messages call it: "[components.hello]" */
	const char *what;  /* the key being read */
};

/* section.c */

/** Read one table by a section's keys into @item. */
void schema_read_table(struct schema_reader *reader, const struct schema_section *section,
		       const struct toml_table *table, struct source_range at, void *item);

/** Read a section of a larger table into its place in @holder. */
void schema_read_section(struct schema_reader *reader, const struct schema_section *section,
			 const struct toml_entry *entry, void *holder);

/** What a section that does not stand in the file leaves in @holder: the defaults. */
void schema_default_section(struct schema_reader *reader, const struct schema_section *section, void *holder);

/** How a section is written: "[system]", "[components.NAME]", "[[test]]". */
const char *schema_title(struct arena *arena, const struct schema_section *section);

/** How the table that a key of the section being read holds is written: "[components.hello.restart]". */
const char *schema_inner_title(struct schema_reader *reader, const char *key);

/* value.c, wanted.c, preset.c */

void schema_read_value(struct schema_reader *reader, const struct schema_key *key,
		       const struct toml_value *value, void *field);

/** Read a key's default. */
void schema_read_preset(struct schema_reader *reader, const struct schema_key *key, void *field);

/** What a key takes, for people: "an integer from 1 to 254". */
const char *schema_wanted(struct arena *arena, const struct schema_key *key);

/** Report a value of the wrong type. */
void schema_refuse_type(struct schema_reader *reader, const struct toml_value *value, const char *wanted);

/** @return whether the value has the type; if not, that was reported */
bool schema_expect(struct schema_reader *reader, const struct toml_value *value, enum toml_type type,
		   const char *wanted);

/** Check a text: one line, without NUL, @least..@most bytes. @return the text, or NULL after reporting */
const char *schema_line(struct schema_reader *reader, const struct toml_value *value, uint64_t least,
			uint64_t most);

/** Find a choice. @return its index, or -1 after reporting */
int schema_choice(struct schema_reader *reader, const char *word, struct source_range at,
		  const char *const choices[]);

/** @return how many there are before the NULL */
size_t schema_choices_count(const char *const choices[]);

/* unit.c: sizes and durations */

bool schema_parse_size(const char *text, uint64_t *bytes);
bool schema_parse_duration(const char *text, uint64_t *ns);
const char *schema_print_size(struct arena *arena, uint64_t bytes);
const char *schema_print_duration(struct arena *arena, uint64_t ns);

/* name.c */

/**
 * Check a name: a-z, 0-9 and '-', a letter first, no '-' last, 1..MODEL_NAME_BYTES_MAX bytes.
 *
 * @param of  whose name, for the message: "component"
 * @return whether it is one; if not, that was reported
 */
bool schema_check_name(struct schema_reader *reader, const char *name, size_t len, struct source_range at,
		       const char *of);

#endif
