/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "schema/parameter.h"

#include <string.h>

static const char *const types[] = {
	"u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "bool", "text"
}; /* enum model_type */

enum { TYPES = sizeof(types) / sizeof(types[0]) };

static const char *const words_of_c[] = { "asm",      "auto",     "bool",     "break",  "case",   "char",
					  "const",    "continue", "default",  "do",     "double", "else",
					  "enum",     "errno",    "extern",   "false",  "float",  "for",
					  "goto",     "if",       "inline",   "int",    "linux",  "long",
					  "main",     "register", "restrict", "return", "short",  "signed",
					  "sizeof",   "static",   "stderr",   "stdin",  "stdout", "struct",
					  "switch",   "true",     "typedef",  "typeof", "union",  "unix",
					  "unsigned", "void",     "volatile", "while",  NULL };

/* what generated functions call their own, and what the generated header has besides operations */
static const char *const parameters_taken[] = { "answer", "call",   "client", "later", "request",
						"result", "server", "words",  NULL };
static const char *const operations_taken[] = { "accept", "client-open", "dispatch", "has", NULL };

static bool is_listed(const char *name, const char *const list[])
{
	for (; *list; list++)
		if (strcmp(*list, name) == 0)
			return true;
	return false;
}

static bool ends_in(const char *name, const char *end)
{
	size_t len = strlen(name), end_len = strlen(end);

	return len > end_len && strcmp(name + len - end_len, end) == 0;
}

void operation_check_name(struct schema_reader *reader, const char *name, struct source_range at)
{
	if (is_listed(name, words_of_c) || is_listed(name, operations_taken) || ends_in(name, "-answer") ||
	    strncmp(name, "serve-", strlen("serve-")) == 0)
		diagnostic_report(reader->diagnostics, MESSAGE_NAME_TAKEN, at, name, "an operation");
}

static bool is_identifier(const char *name)
{
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return len > 0 && len <= MODEL_NAME_BYTES_MAX && name[len] == '\0' && name[0] >= 'a' &&
	       name[0] <= 'z';
}

static int type_find(const char *name)
{
	for (int i = 0; i < TYPES; i++)
		if (strcmp(types[i], name) == 0)
			return i;
	return -1;
}

static bool parameter_check(struct schema_reader *reader, const struct model_parameter *parameter,
			    const char *type)
{
	if (!is_identifier(parameter->name)) {
		diagnostic_report(reader->diagnostics, MESSAGE_PARAMETER_NAME, parameter->at,
				  parameter->name);
	} else if (is_listed(parameter->name, words_of_c) || is_listed(parameter->name, parameters_taken)) {
		diagnostic_report(reader->diagnostics, MESSAGE_NAME_TAKEN, parameter->at, parameter->name,
				  "a parameter");
	} else if (type_find(type) < 0) {
		diagnostic_report(reader->diagnostics, MESSAGE_PARAMETER_TYPE, parameter->at, type);
		diagnostic_suggest(reader->diagnostics, type, types, TYPES);
	} else {
		return true;
	}
	return false;
}

/** "name: type". @return false after reporting */
static bool parameter_parse(struct schema_reader *reader, const struct toml_value *value,
			    struct model_parameter *parameter)
{
	const char *text = schema_line(reader, value, 0, 0), *colon, *type;
	size_t len;

	if (!text)
		return false;
	colon = strchr(text, ':');
	if (!colon) {
		diagnostic_report(reader->diagnostics, MESSAGE_PARAMETER_FORM, value->range, text);
		return false;
	}
	len = strcspn(text, " :");
	type = colon + 1 + strspn(colon + 1, " ");
	if (len + strspn(text + len, " ") != (size_t)(colon - text))
		len = (size_t)(colon - text); /* blanks within: no name */
	parameter->name = arena_copy(reader->arena, text, len);
	parameter->at = value->range;
	if (!parameter_check(reader, parameter, type))
		return false;
	parameter->type = (enum model_type)type_find(type);
	return true;
}

void parameter_check_new(struct schema_reader *reader, const struct model_parameters *others, size_t count,
			 const struct model_parameter *parameter)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(others->items[i].name, parameter->name) != 0)
			continue;
		diagnostic_report(reader->diagnostics, MESSAGE_PARAMETER_TWICE, parameter->at,
				  parameter->name);
		diagnostic_see(reader->diagnostics, others->items[i].at, "here it is for the first time");
		return;
	}
}

void parameters_read(struct schema_reader *reader, const struct toml_value *value, void *field)
{
	struct model_parameters *list = field;

	if (!schema_expect(reader, value, TOML_ARRAY, "an array of strings such as \"amount: u64\""))
		return;
	for (size_t i = 0; i < value->array.count; i++) {
		struct model_parameter parameter;

		if (!parameter_parse(reader, &value->array.items[i], &parameter))
			continue;
		parameter_check_new(reader, list, list->count, &parameter);
		list->items = arena_grow(reader->arena, list->items, list->count, sizeof(parameter));
		list->items[list->count++] = parameter;
	}
}
