/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "project/template.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "host/files.h"

static const char licence_mark[] = "SPDX-License-Identifier";
static const char common[] = "common";

static const char *summary_of(struct call *call, const char *folder)
{
	char *text = files_read_text(&call->arena, arena_print(&call->arena, "%s/summary", folder));

	if (!text)
		return "";
	text[strcspn(text, "\n")] = '\0';
	return text;
}

static int unreadable(struct call *call, const char *path, int error)
{
	diagnostic_report(&call->diagnostics, MESSAGE_FILE_UNREADABLE, SOURCE_NOWHERE, path,
			  strerror(-error));
	return error;
}

/* The simplest one first, then in the order of the alphabet. */
static void list_add(struct call *call, struct template_list *list, const char *folder, const char *name)
{
	if (strcmp(name, common) == 0 || list->count == TEMPLATES_MAX)
		return;
	int at = strcmp(name, "minimal") == 0 ? 0 : list->count;
	for (int i = list->count; i > at; i--) {
		list->names[i] = list->names[i - 1];
		list->summaries[i] = list->summaries[i - 1];
	}
	list->names[at] = name;
	list->summaries[at] = summary_of(call, arena_print(&call->arena, "%s/%s", folder, name));
	list->count++;
}

int template_list(struct call *call, struct template_list *list)
{
	const char *folder = home_part(&call->home, &call->arena, HOME_TEMPLATES);
	const char **names;
	int count = files_list(&call->arena, folder, &names);

	*list = (struct template_list){ .line = "" };
	if (count < 0)
		return unreadable(call, folder, count);
	for (int i = 0; i < count; i++)
		list_add(call, list, folder, names[i]);
	for (int i = 0; i < list->count; i++)
		list->line = arena_print(&call->arena, "%s%s%s", list->line, i ? ", " : "", list->names[i]);
	return 0;
}

struct output {
	char *text;
	size_t len;
};

static void put(struct output *output, const char *bytes, size_t len)
{
	memcpy(output->text + output->len, bytes, len);
	output->len += len;
}

/* One line with its newline, its words replaced. */
static void put_line(struct output *output, const char *line, size_t len, const struct template_words *words)
{
	for (size_t i = 0; i < len;) {
		const char *word = NULL;
		size_t skip = 0;
		if (strncmp(line + i, "@NAME@", 6) == 0) {
			word = words->name;
			skip = 6;
		} else if (strncmp(line + i, "@ARCHS@", 7) == 0) {
			word = words->archs;
			skip = 7;
		}
		put(output, word ? word : line + i, word ? strlen(word) : 1);
		i += word ? skip : 1;
	}
}

/* A file's text for the user. What stands around a licence line (an empty line, a bare comment) goes with it. */
static struct output text_make(struct arena *arena, const char *text, const struct template_words *words)
{
	size_t longest =
		strlen(words->name) > strlen(words->archs) ? strlen(words->name) : strlen(words->archs);
	struct output output = { arena_alloc(arena, strlen(text) * (longest / 6 + 2) + 1), 0 };
	bool after_licence = false;

	while (*text) {
		size_t len = strcspn(text, "\n");
		len += text[len] == '\n';
		char *line = arena_copy(arena, text, len);
		bool is_licence = strstr(line, licence_mark) != NULL;
		bool is_empty = strcmp(line, "\n") == 0 || strcmp(line, "#\n") == 0;
		if (!is_licence && !(after_licence && is_empty))
			put_line(&output, line, len, words);
		after_licence = is_licence;
		text += len;
	}
	return output;
}

static int copy_file(struct call *call, const char *from, const char *to, const struct template_words *words)
{
	const char *text = files_read_text(&call->arena, from);

	if (!text)
		return unreadable(call, from, -errno);
	struct output output = { (char *)text, strlen(text) };
	if (words)
		output = text_make(&call->arena, text, words);
	int error = files_write(&call->arena, to, output.text, output.len);
	if (error)
		diagnostic_report(&call->diagnostics, MESSAGE_FILE_UNWRITABLE, SOURCE_NOWHERE, to,
				  strerror(-error));
	return error;
}

/* What is no part of a project: the template's summary, and what was built. */
static bool is_skipped(const char *name, const struct template_words *words)
{
	return strcmp(name, "build") == 0 || (words && strcmp(name, "summary") == 0);
}

int template_copy_folder(struct call *call, const char *from, const char *to,
			 const struct template_words *words)
{
	struct arena *arena = &call->arena;
	const char **names;
	int count = files_list(arena, from, &names);

	if (count < 0)
		return unreadable(call, from, count);
	for (int i = 0; i < count; i++) {
		bool is_dot = strncmp(names[i], "dot.", 4) == 0;
		const char *source = arena_print(arena, "%s/%s", from, names[i]);
		const char *target = arena_print(arena, "%s/%s", to, names[i] + (is_dot ? 3 : 0));
		if (is_skipped(names[i], words))
			continue;
		int error = files_is_folder(source) ? template_copy_folder(call, source, target, words)
						    : copy_file(call, source, target, words);
		if (error)
			return error;
	}
	return 0;
}

int template_copy(struct call *call, const char *template, const char *folder,
		  const struct template_words *words)
{
	const char *templates = home_part(&call->home, &call->arena, HOME_TEMPLATES);
	int error = template_copy_folder(call, arena_print(&call->arena, "%s/%s", templates, common), folder,
					 words);

	if (error)
		return error;
	return template_copy_folder(call, arena_print(&call->arena, "%s/%s", templates, template), folder,
				    words);
}
