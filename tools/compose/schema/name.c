/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "schema/reader.h"

static bool is_letter(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

static bool is_of_name(char byte)
{
	return is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '-';
}

static bool is_name(const char *name, size_t len)
{
	if (len == 0 || len > MODEL_NAME_BYTES_MAX || !is_letter(name[0]) || name[len - 1] == '-')
		return false;
	for (size_t i = 0; i < len; i++)
		if (!is_of_name(name[i]))
			return false;
	return true;
}

/** The name with what is wrong put right, if that is easy: `My_App` becomes `my-app`. */
static void suggest_name(struct schema_reader *reader, const char *name, size_t len)
{
	char *better = arena_copy(reader->arena, name, len);

	for (char *at = better; *at; at++) {
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
		else if (*at == '_' || *at == ' ' || *at == '.')
			*at = '-';
	}
	if (is_name(better, len))
		diagnostic_help(reader->diagnostics, "write `%s`", better);
}

bool schema_check_name(struct schema_reader *reader, const char *name, size_t len, struct source_range at,
		       const char *of)
{
	if (is_name(name, len))
		return true;
	diagnostic_report(reader->diagnostics, MESSAGE_NAME, at,
			  arena_copy(&reader->diagnostics->arena, name, len), of,
			  diagnostic_text(reader->diagnostics, "%d", (int)MODEL_NAME_BYTES_MAX));
	suggest_name(reader, name, len);
	return false;
}
