/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A source and all that it includes, each file once. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "check/lines.h"

static void append(struct arena *arena, const char ***items, size_t *count, const char *text)
{
	*items = arena_grow(arena, *items, *count, sizeof **items);
	(*items)[(*count)++] = text;
}

void lines_below(struct lines_list *list, const char *folder)
{
	append(list->arena, &list->below, &list->below_count, folder);
}

void lines_include(struct lines_list *list, const char *folder)
{
	append(list->arena, &list->includes, &list->includes_count, folder);
}

static bool is_below(const struct lines_list *list, const char *path)
{
	for (size_t i = 0; i < list->below_count; i++) {
		size_t length = strlen(list->below[i]);

		if (strncmp(path, list->below[i], length) == 0 && path[length] == '/')
			return true;
	}
	return false;
}

static bool was_seen(const struct lines_list *list, const char *path)
{
	for (size_t i = 0; i < list->seen_count; i++)
		if (strcmp(list->seen[i], path) == 0)
			return true;
	return false;
}

/* The path with neither links nor dots in it; NULL: there is no such file. */
static const char *real_path(struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	const char *copy = real ? arena_copy(arena, real, strlen(real)) : NULL;

	free(real);
	return copy;
}

static void add_included(struct lines_list *list, const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');
	const char *found = real_path(list->arena, arena_print(list->arena, "%.*s/%s",
							       (int)(slash ? slash - path : 0), path, name));

	for (size_t i = 0; !found && i < list->includes_count; i++)
		found = real_path(list->arena, arena_print(list->arena, "%s/%s", list->includes[i], name));
	if (found)
		lines_add_source(list, found);
}

/* @return what the line includes, or NULL */
static const char *included_name(struct arena *arena, const char *line)
{
	char close;

	line += strspn(line, " \t");
	if (*line++ != '#')
		return NULL;
	line += strspn(line, " \t");
	if (strncmp(line, "include", 7) != 0)
		return NULL;
	line += 7 + strspn(line + 7, " \t");
	if (*line != '"' && *line != '<')
		return NULL;
	close = *line == '"' ? '"' : '>';
	return strchr(line + 1, close)
		       ? arena_copy(arena, line + 1, (size_t)(strchr(line + 1, close) - line - 1))
		       : NULL;
}

static void add_all_included(struct lines_list *list, const char *path, const char *text)
{
	for (const char *line = text; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		const char *name = included_name(list->arena, line);

		if (name)
			add_included(list, path, name);
	}
}

void lines_add_source(struct lines_list *list, const char *path)
{
	const char *real = real_path(list->arena, path);
	struct bytes text;

	if (!real || !is_below(list, real) || was_seen(list, real) ||
	    bytes_read_file(list->arena, real, &text))
		return;
	append(list->arena, &list->seen, &list->seen_count, real);
	list->sum.lines += lines_count(text);
	list->sum.files++;
	add_all_included(list, real, (const char *)text.at);
}

/* --- lists -------------------------------------------------------------------------- */

static const char *value_of(const char *line, const char *key)
{
	size_t length = strlen(key);

	return strncmp(line, key, length) == 0 && line[length] == ' ' ? line + length + 1 : NULL;
}

static void take_line(struct lines_list *list, const char *line, const char **unit)
{
	const char *value;

	if ((value = value_of(line, "unit")))
		*unit = value;
	else if ((value = value_of(line, "shares")))
		list->sum.shared = arena_print(list->arena, "%s %s", list->sum.shared, value);
	else if ((value = value_of(line, "below")))
		lines_below(list, value);
	else if ((value = value_of(line, "include")))
		lines_include(list, value);
	else if ((value = value_of(line, "source")))
		lines_add_source(list, value);
}

int lines_of_list(struct arena *arena, const char *path, const char **unit, struct lines *out)
{
	struct lines_list list = { .arena = arena, .sum.shared = "" };
	struct bytes text;
	int error = bytes_read_file(arena, path, &text);

	*unit = NULL;
	if (error)
		return error;
	for (const char *line = (const char *)text.at, *end; *line; line = *end ? end + 1 : end) {
		end = line + strcspn(line, "\n");
		take_line(&list, arena_copy(arena, line, (size_t)(end - line)), unit);
	}
	*out = list.sum;
	return *unit ? 0 : -EINVAL;
}
