/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A value by its key's kind. */
#include <inttypes.h>
#include <string.h>

#include "schema/reader.h"

enum { LINE_BYTES_MAX = 4095 }; /* where the table names no limit */

static bool begins_with(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

static bool is_integer(const char *text)
{
	return *text && text[strspn(text, "0123456789")] == '\0';
}

/** The usual slips: quotes that are missing or too many, no brackets, no unit. */
static void help_with_type(struct schema_reader *reader, const struct toml_value *value, const char *wanted)
{
	struct diagnostics *diagnostics = reader->diagnostics;
	const char *text = value->type == TOML_STRING ? value->string.bytes : NULL;

	if (text && begins_with(wanted, "an array"))
		diagnostic_help(diagnostics, "put brackets around it: [\"%s\"]", text);
	else if (text && begins_with(wanted, "an integer") && is_integer(text))
		diagnostic_help(diagnostics, "leave the quotes out: %s", text);
	else if (text && strcmp(wanted, "true or false") == 0 &&
		 (strcmp(text, "true") == 0 || strcmp(text, "false") == 0))
		diagnostic_help(diagnostics, "leave the quotes out: %s", text);
	else if (value->type == TOML_INTEGER && begins_with(wanted, "a duration"))
		diagnostic_help(diagnostics, "write it with a unit: \"%" PRId64 "ms\", \"%" PRId64 "s\"",
				value->integer, value->integer);
	else if (value->type == TOML_INTEGER && begins_with(wanted, "a string"))
		diagnostic_help(diagnostics, "put quotes around it: \"%" PRId64 "\"", value->integer);
}

void schema_refuse_type(struct schema_reader *reader, const struct toml_value *value, const char *wanted)
{
	diagnostic_report(reader->diagnostics, MESSAGE_WRONG_TYPE, value->range, reader->what, wanted,
			  toml_type_name(value->type));
	help_with_type(reader, value, wanted);
}

bool schema_expect(struct schema_reader *reader, const struct toml_value *value, enum toml_type type,
		   const char *wanted)
{
	if (value->type == type)
		return true;
	schema_refuse_type(reader, value, wanted);
	return false;
}

static bool is_one_line(const struct toml_string *string)
{
	for (size_t i = 0; i < string->len; i++)
		if (string->bytes[i] == '\0' || string->bytes[i] == '\n' || string->bytes[i] == '\r')
			return false;
	return true;
}

const char *schema_line(struct schema_reader *reader, const struct toml_value *value, uint64_t least,
			uint64_t most)
{
	const char *limit;

	if (!schema_expect(reader, value, TOML_STRING, "a string"))
		return NULL;
	most = most ? most : LINE_BYTES_MAX;
	limit = diagnostic_text(reader->diagnostics, "%" PRIu64, most);
	if (!is_one_line(&value->string))
		diagnostic_report(reader->diagnostics, MESSAGE_NOT_ONE_LINE, value->range, reader->what);
	else if (value->string.len < least)
		diagnostic_report(reader->diagnostics, MESSAGE_EMPTY, value->range, reader->what);
	else if (value->string.len > most)
		diagnostic_report(reader->diagnostics, MESSAGE_TOO_LONG, value->range, reader->what, limit);
	else
		return value->string.bytes;
	return NULL;
}

int schema_choice(struct schema_reader *reader, const char *word, struct source_range at,
		  const char *const choices[])
{
	struct schema_key key = { .kind = SCHEMA_CHOICE, .choices = choices };
	size_t count = schema_choices_count(choices);

	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i], word) == 0)
			return (int)i;
	diagnostic_report(reader->diagnostics, MESSAGE_CHOICE, at, word, reader->what,
			  schema_wanted(&reader->diagnostics->arena, &key));
	diagnostic_suggest(reader->diagnostics, word, choices, count);
	return -1;
}

static const char *name_of_value(struct schema_reader *reader, const struct schema_key *key,
				 const struct toml_value *value)
{
	if (!schema_expect(reader, value, TOML_STRING, schema_wanted(reader->arena, key)) ||
	    !schema_check_name(reader, value->string.bytes, value->string.len, value->range, key->wanted))
		return NULL;
	return value->string.bytes;
}

static void read_text(struct schema_reader *reader, const struct schema_key *key,
		      const struct toml_value *value, struct model_text *text)
{
	const char *line = key->kind == SCHEMA_NAME ? name_of_value(reader, key, value)
						    : schema_line(reader, value, key->least, key->most);

	if (line)
		*text = (struct model_text){ line, value->range };
}

static const char *number_print(struct arena *arena, const struct schema_key *key, uint64_t number)
{
	if (key->kind == SCHEMA_SIZE)
		return schema_print_size(arena, number);
	if (key->kind == SCHEMA_DURATION)
		return schema_print_duration(arena, number);
	return arena_print(arena, "%" PRIu64, number);
}

static void set_number(struct schema_reader *reader, const struct schema_key *key,
		       const struct toml_value *value, uint64_t number, struct model_number *field)
{
	struct arena *arena = &reader->diagnostics->arena;

	if (number >= key->least && number <= key->most)
		*field = (struct model_number){ number, value->range };
	else
		diagnostic_report(reader->diagnostics, MESSAGE_RANGE, value->range, reader->what,
				  number_print(arena, key, number), number_print(arena, key, key->least),
				  number_print(arena, key, key->most));
}

static void read_integer(struct schema_reader *reader, const struct schema_key *key,
			 const struct toml_value *value, struct model_number *field)
{
	struct arena *arena = &reader->diagnostics->arena;

	if (!schema_expect(reader, value, TOML_INTEGER, schema_wanted(arena, key)))
		return;
	if (value->integer >= 0)
		set_number(reader, key, value, (uint64_t)value->integer, field);
	else
		diagnostic_report(reader->diagnostics, MESSAGE_RANGE, value->range, reader->what,
				  arena_print(arena, "%" PRId64, value->integer),
				  number_print(arena, key, key->least), number_print(arena, key, key->most));
}

static void read_size(struct schema_reader *reader, const struct schema_key *key,
		      const struct toml_value *value, struct model_number *field)
{
	uint64_t bytes;

	if (value->type == TOML_INTEGER)
		read_integer(reader, key, value, field);
	else if (!schema_expect(reader, value, TOML_STRING, schema_wanted(&reader->diagnostics->arena, key)))
		return;
	else if (strlen(value->string.bytes) == value->string.len &&
		 schema_parse_size(value->string.bytes, &bytes))
		set_number(reader, key, value, bytes, field);
	else
		diagnostic_report(reader->diagnostics, MESSAGE_SIZE, value->range, value->string.bytes);
}

static void read_duration(struct schema_reader *reader, const struct schema_key *key,
			  const struct toml_value *value, struct model_number *field)
{
	uint64_t ns;

	if (!schema_expect(reader, value, TOML_STRING, schema_wanted(&reader->diagnostics->arena, key)))
		return;
	if (strlen(value->string.bytes) == value->string.len &&
	    schema_parse_duration(value->string.bytes, &ns))
		set_number(reader, key, value, ns, field);
	else
		diagnostic_report(reader->diagnostics, MESSAGE_DURATION, value->range, value->string.bytes);
}

static void read_choice(struct schema_reader *reader, const struct schema_key *key,
			const struct toml_value *value, struct model_number *field)
{
	int choice;

	if (!schema_expect(reader, value, TOML_STRING, schema_wanted(&reader->diagnostics->arena, key)))
		return;
	choice = schema_choice(reader, value->string.bytes, value->range, key->choices);
	if (choice >= 0)
		*field = (struct model_number){ (uint64_t)choice, value->range };
}

static void read_choices(struct schema_reader *reader, const struct schema_key *key,
			 const struct toml_value *value, struct model_set *field)
{
	struct model_set set = { .at = value->range };

	if (!schema_expect(reader, value, TOML_ARRAY, schema_wanted(&reader->diagnostics->arena, key)))
		return;
	for (size_t i = 0; i < value->array.count; i++) {
		struct model_number choice = { 0, SOURCE_NOWHERE };

		read_choice(reader, key, &value->array.items[i], &choice);
		if (!source_is_somewhere(choice.at))
			continue;
		if (set.value == 0)
			set.first = (unsigned int)choice.value;
		set.value |= UINT64_C(1) << choice.value;
	}
	if (value->array.count)
		*field = set;
	else
		diagnostic_report(reader->diagnostics, MESSAGE_EMPTY, value->range, reader->what);
}

static bool is_listed(const struct model_texts *texts, const char *text)
{
	for (size_t i = 0; i < texts->count; i++)
		if (strcmp(texts->items[i].text, text) == 0)
			return true;
	return false;
}

/** Names can stand in a list once; lines, such as those that a test types, as often as one likes. */
static void add_text(struct schema_reader *reader, const struct schema_key *key, struct model_text text,
		     struct model_texts *texts)
{
	if (key->kind == SCHEMA_NAMES && is_listed(texts, text.text)) {
		diagnostic_report(reader->diagnostics, MESSAGE_TWICE_IN_LIST, text.at, text.text,
				  reader->what);
		return;
	}
	texts->items = arena_grow(reader->arena, texts->items, texts->count, sizeof(*texts->items));
	texts->items[texts->count++] = text;
}

static void read_texts(struct schema_reader *reader, const struct schema_key *key,
		       const struct toml_value *value, struct model_texts *field)
{
	struct schema_key item = *key;

	if (!schema_expect(reader, value, TOML_ARRAY, schema_wanted(&reader->diagnostics->arena, key)))
		return;
	*field = (struct model_texts){ .at = value->range };
	item.kind = key->kind == SCHEMA_NAMES ? SCHEMA_NAME : SCHEMA_LINE;
	for (size_t i = 0; i < value->array.count; i++) {
		struct model_text text = { NULL, SOURCE_NOWHERE };

		read_text(reader, &item, &value->array.items[i], &text);
		if (text.text)
			add_text(reader, key, text, field);
	}
}

static void read_flag(struct schema_reader *reader, const struct toml_value *value, struct model_flag *field)
{
	if (schema_expect(reader, value, TOML_BOOLEAN, "true or false"))
		*field = (struct model_flag){ value->boolean, value->range };
}

void schema_read_value(struct schema_reader *reader, const struct schema_key *key,
		       const struct toml_value *value, void *field)
{
	reader->what = key->name;
	switch (key->kind) {
	case SCHEMA_LINE:
	case SCHEMA_NAME:
		read_text(reader, key, value, field);
		break;
	case SCHEMA_INTEGER:
		read_integer(reader, key, value, field);
		break;
	case SCHEMA_SIZE:
		read_size(reader, key, value, field);
		break;
	case SCHEMA_DURATION:
		read_duration(reader, key, value, field);
		break;
	case SCHEMA_FLAG:
		read_flag(reader, value, field);
		break;
	case SCHEMA_CHOICE:
		read_choice(reader, key, value, field);
		break;
	case SCHEMA_CHOICES:
		read_choices(reader, key, value, field);
		break;
	case SCHEMA_LINES:
	case SCHEMA_NAMES:
		read_texts(reader, key, value, field);
		break;
	case SCHEMA_OWN:
		key->read(reader, value, field);
		break;
	}
}
