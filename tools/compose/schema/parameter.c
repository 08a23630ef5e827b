/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "schema/parameter.h"

#include <string.h>

static const char *const types[] = {
	"u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "bool", "text"
}; /* enum model_type */

enum { TYPES = sizeof(types) / sizeof(types[0]) };

/* words of C, of its headers, and of the generated ones */
static const char *const taken[] = {
	"accept",      "answer", "asm",    "auto",     "bool",    "break",    "call",    "case",     "char",
	"client-open", "client", "const",  "continue", "default", "dispatch", "do",      "double",   "else",
	"enum",        "errno",  "extern", "false",    "float",   "for",      "goto",    "has",      "if",
	"inline",      "int",    "linux",  "long",     "main",    "register", "request", "restrict", "result",
	"return",      "server", "short",  "signed",   "sizeof",  "static",   "stderr",  "stdin",    "stdout",
	"struct",      "switch", "true",   "typedef",  "typeof",  "union",    "unix",    "unsigned", "void",
	"volatile",    "while",  "words",
};

static bool is_taken(const char *name)
{
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		if (strcmp(taken[i], name) == 0)
			return true;
	return false;
}

void operation_check_name(struct schema_reader *reader, const char *name, struct source_range at)
{
	if (is_taken(name) || strncmp(name, "serve-", strlen("serve-")) == 0)
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
	} else if (is_taken(parameter->name)) {
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
