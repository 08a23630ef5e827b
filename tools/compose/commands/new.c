/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/table.h"
#include "host/files.h"
#include "host/terminal.h"
#include "project/template.h"

enum { NAME_BYTES_MAX = 23 };

static const struct option options[] = {
	{ "template", 't', "NAME", "what it begins as (default: asked for on a terminal, else minimal)",
	  "minimal server embedded driver" },
	{ "arch", 'a', "ARCH", "for this architecture alone (default: for all)", "x86_64 aarch64" },
	OPTION_END,
};

static bool is_system_name(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len > NAME_BYTES_MAX || !isalpha((unsigned char)name[0]))
		return false;
	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)name[i]) && name[i] != '-' && name[i] != '_')
			return false;
	return true;
}

/* Letters, digits, '-' and '_' of what was given, as a proposal. */
static const char *name_mended(struct arena *arena, const char *name)
{
	char mended[NAME_BYTES_MAX + 1];
	size_t len = 0;

	for (; *name && len < NAME_BYTES_MAX; name++) {
		bool fits = isalpha((unsigned char)*name) || (len > 0 && isdigit((unsigned char)*name));
		if (fits || (len > 0 && mended[len - 1] != '-'))
			mended[len++] = fits || *name == '_' ? *name : '-';
	}
	while (len > 0 && mended[len - 1] == '-')
		len--;
	return len ? arena_copy(arena, mended, len) : "my-os";
}

/* @return the list's own copy of the name, or NULL */
static const char *template_named(const struct template_list *list, const char *name)
{
	for (int i = 0; i < list->count; i++)
		if (list->names[i] && strcmp(list->names[i], name) == 0)
			return list->names[i];
	return NULL;
}

/* A list to choose from. @return NULL: no answer */
static const char *template_ask(struct call *call, const struct template_list *list)
{
	char answer[32];

	fprintf(stderr, "Which template?\n");
	for (int i = 0; i < list->count; i++)
		fprintf(stderr, "  %d  %-10s %s\n", i + 1, list->names[i], list->summaries[i]);
	while (terminal_ask("Number or name [1]: ", answer, sizeof(answer))) {
		int number = answer[0] ? atoi(answer) : 1;
		const char *named = template_named(list, answer);

		if (number >= 1 && number <= list->count)
			return list->names[number - 1];
		if (named)
			return named;
	}
	return NULL;
}

/* @return one of the list's names, or NULL with a report */
static const char *template_choose(struct call *call, const struct template_list *list)
{
	const char *name = call_value(call, "template");

	if (!name && terminal_can_ask())
		name = template_ask(call, list);
	if (!name)
		name = "minimal";
	if (template_named(list, name))
		return name;
	diagnostic_report(&call->diagnostics, MESSAGE_TEMPLATE_UNKNOWN, SOURCE_NOWHERE, name, list->line);
	diagnostic_suggest(&call->diagnostics, name, list->names, (size_t)list->count);
	return NULL;
}

static bool arch_is_known(struct call *call, const char *arch)
{
	for (const char *const *known = home_archs; *known; known++)
		if (!arch || strcmp(*known, arch) == 0)
			return true;
	diagnostic_report(&call->diagnostics, MESSAGE_OPTION_VALUE_WRONG, SOURCE_NOWHERE, arch, "arch",
			  "x86_64 or aarch64");
	diagnostic_suggest(&call->diagnostics, arch, home_archs, 2);
	return false;
}

static int new_create(struct call *call, const char *template, const char *folder, const char *name)
{
	const char *arch = call_value(call, "arch");
	struct template_words words = {
		.name = name,
		.archs = arch ? arena_print(&call->arena, "\"%s\"", arch) : "\"x86_64\", \"aarch64\"",
	};
	int error = template_copy(call, template, folder, &words);

	if (error)
		return STATUS_FAILED;
	printf("%s is a project made from the template %s. Now:\n\n  cd %s\n  sel4-compose run\n", folder,
	       template, folder);
	return STATUS_OK;
}

static int new_run(struct call *call)
{
	const char *folder = call->operands[0];
	const char *name = files_name_of(folder);
	struct template_list list;

	if (!is_system_name(name)) {
		diagnostic_report(&call->diagnostics, MESSAGE_PROJECT_NAME_WRONG, SOURCE_NOWHERE, name,
				  name_mended(&call->arena, name));
		return STATUS_USAGE;
	}
	if (!arch_is_known(call, call_value(call, "arch")))
		return STATUS_USAGE;
	if (!files_is_free(&call->arena, folder)) {
		diagnostic_report(&call->diagnostics, MESSAGE_TARGET_EXISTS, SOURCE_NOWHERE, folder);
		return STATUS_FAILED;
	}
	if (template_list(call, &list) != 0)
		return STATUS_HOST;
	const char *template = template_choose(call, &list);
	return template ? new_create(call, template, folder, name) : STATUS_USAGE;
}

const struct command command_new = {
	.name = "new",
	.operands = "NAME",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Make a new project in the folder NAME",
	.description =
		"The project has a system.toml, sources, a CMakeLists.txt, a README and a test. Nothing is "
		"overwritten: the folder must not exist, or be empty.\n\n"
		"minimal: a shell and a component of your own. server: a service with a typed interface and "
		"a "
		"client of it, restarted on a fault. embedded: a fixed job with bounded memory, restarted "
		"whatever "
		"happens. driver: a driver for a PCI device.\n\n"
		"  sel4-compose new my-os --template server\n"
		"  cd my-os\n"
		"  sel4-compose run",
	.options = options,
	.operand_values = "<folder>",
	.run = new_run,
};
