/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "check/lines.h"

#include <string.h>

enum place { CODE, STRING, CHARACTER, LINE_COMMENT, BLOCK_COMMENT };

/* Where the scan is, and whether the line so far has any code in it. */
struct scan {
	enum place place;
	bool has_code;
	uint64_t lines;
};

static void end_line(struct scan *scan)
{
	scan->lines += scan->has_code;
	scan->has_code = false;
	if (scan->place != BLOCK_COMMENT)
		scan->place = CODE;
}

/* Within code. @return how many characters were taken */
static size_t take_code(struct scan *scan, char c, char next)
{
	if (c == '/' && (next == '/' || next == '*')) {
		scan->place = next == '/' ? LINE_COMMENT : BLOCK_COMMENT;
		return 2;
	}
	if (c == '"')
		scan->place = STRING;
	else if (c == '\'')
		scan->place = CHARACTER;
	if (c != ' ' && c != '\t' && c != '\r')
		scan->has_code = true;
	return 1;
}

static size_t take_quoted(struct scan *scan, char c, char next, char quote)
{
	if (c == '\\' && next != '\n')
		return 2;
	if (c == quote)
		scan->place = CODE;
	return 1;
}

static size_t take(struct scan *scan, char c, char next)
{
	if (c == '\n') {
		end_line(scan);
		return 1;
	}
	switch (scan->place) {
	case CODE:
		return take_code(scan, c, next);
	case STRING:
		return take_quoted(scan, c, next, '"');
	case CHARACTER:
		return take_quoted(scan, c, next, '\'');
	case BLOCK_COMMENT:
		if (c == '*' && next == '/') {
			scan->place = CODE;
			return 2;
		}
		return 1;
	default:
		return 1;
	}
}

uint64_t lines_count(struct bytes text)
{
	struct scan scan = { CODE, false, 0 };

	for (size_t at = 0; at < text.count;) {
		char next = at + 1 < text.count ? (char)text.at[at + 1] : 0;

		at += take(&scan, (char)text.at[at], next);
	}
	end_line(&scan);
	return scan.lines;
}

/* What stands behind the two numbers. */
static const char *shared_of(struct arena *arena, const char *numbers)
{
	const char *at = numbers;

	for (int i = 0; i < 2; i++) {
		at += strspn(at, " ");
		at += strcspn(at, " \n");
	}
	return arena_copy(arena, at, strcspn(at, "\n"));
}

bool lines_find(struct arena *arena, struct bytes table, const char *unit, struct lines *out)
{
	const char *line = (const char *)table.at;
	size_t length = strlen(unit);

	for (; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		unsigned long long lines, files;

		if (strncmp(line, unit, length) != 0 || line[length] != ' ')
			continue;
		if (sscanf(line + length, "%llu %llu", &lines, &files) != 2)
			return false;
		*out = (struct lines){ lines, files, shared_of(arena, line + length) };
		return true;
	}
	return false;
}
