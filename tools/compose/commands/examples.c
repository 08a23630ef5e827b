/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/table.h"
#include "host/files.h"
#include "project/boot.h"
#include "project/build.h"
#include "project/template.h"
#include "source/json.h"
#include "version.h"

static const struct option options[] = { OPTION_ARCH, OPTION_JSON, OPTION_END };

/* What the README's heading says. */
static const char *title_of(struct call *call, const char *folder)
{
	char *text = files_read_text(&call->arena, arena_print(&call->arena, "%s/README.md", folder));

	if (!text || strncmp(text, "# ", 2) != 0)
		return "";
	text[strcspn(text, "\n")] = '\0';
	return text + 2;
}

static bool is_example(struct call *call, const char *examples, const char *name)
{
	return files_exist(arena_print(&call->arena, "%s/%s/system.toml", examples, name));
}

static int examples_list(struct call *call, const char *examples, const char **names, int count)
{
	bool json = call_has(call, "json");
	const char *between = "[";

	for (int i = 0; i < count; i++) {
		const char *folder = arena_print(&call->arena, "%s/%s", examples, names[i]);
		if (!json) {
			printf("  %-22s %s\n", names[i], title_of(call, folder));
			continue;
		}
		printf("%s{\"name\": ", between);
		json_print_text(stdout, names[i]);
		printf(", \"title\": ");
		json_print_text(stdout, title_of(call, folder));
		printf(", \"folder\": ");
		json_print_text(stdout, folder);
		printf("}");
		between = ",\n ";
	}
	if (json)
		printf("]\n");
	return STATUS_OK;
}

/* In full, or by its number. */
static bool is_meant(const char *name, const char *word)
{
	size_t digits = strspn(name, "0123456789");

	return strcmp(name, word) == 0 ||
	       (isdigit((unsigned char)word[0]) && digits && atoi(word) == atoi(name) &&
		word[strspn(word, "0123456789")] == '\0');
}

static const char *example_find(struct call *call, const char *word, const char **names, int count)
{
	for (int i = 0; i < count; i++)
		if (is_meant(names[i], word))
			return names[i];
	diagnostic_report(&call->diagnostics, MESSAGE_EXAMPLE_UNKNOWN, SOURCE_NOWHERE, word);
	diagnostic_suggest(&call->diagnostics, word, names, (size_t)count);
	return NULL;
}

static int example_copy(struct call *call, const char *examples, const char *name)
{
	const char *folder = call->operands_count > 2 ? call->operands[2] : name;

	if (!files_is_free(&call->arena, folder)) {
		diagnostic_report(&call->diagnostics, MESSAGE_TARGET_EXISTS, SOURCE_NOWHERE, folder);
		return STATUS_FAILED;
	}
	if (template_copy_folder(call, arena_print(&call->arena, "%s/%s", examples, name), folder, NULL) != 0)
		return STATUS_FAILED;
	printf("%s is the example %s. Now:\n\n  cd %s\n  sel4-compose run\n", folder, name, folder);
	return STATUS_OK;
}

/* What is built goes to the user's cache: an installed example may not be written to. */
static const char *cache_folder(struct call *call, const char *name)
{
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	if (!cache || cache[0] != '/')
		cache = arena_print(&call->arena, "%s/.cache", home ? home : "/tmp");
	return arena_print(&call->arena, "%s/kaal-%s/%s", cache, kaal_version, name);
}

static int example_run(struct call *call, const char *examples, const char *name)
{
	const char *folder = arena_print(&call->arena, "%s/%s", examples, name);
	struct boot_config config;
	struct boot_result result;
	struct project project;
	int status = project_load_folder(call, folder, cache_folder(call, name), &project);

	if (status != STATUS_OK)
		return status;
	const char *arch = project_arch(call, &project);
	if (!arch)
		return STATUS_FAILED;
	status = project_build(call, &project, arch);
	if (status != STATUS_OK)
		return status;
	project_boot_config(call, &project, arch, 0, &config);
	if (boot_is_on_terminal(&config))
		fprintf(stderr,
			"%s/README.md tells what to try. To leave: type '%s', or press Ctrl-A and then "
			"X.\n\n",
			folder, config.poweroff);
	return boot_system(&config, &result) == 0 ? STATUS_OK : project_boot_failed(call, &result, arch);
}

static int example_do(struct call *call, const char *examples, const char **names, int count)
{
	const char *action = call->operands[0];

	if (strcmp(action, "list") == 0)
		return examples_list(call, examples, names, count);
	if (strcmp(action, "copy") != 0 && strcmp(action, "run") != 0) {
		static const char *const actions[] = { "list", "copy", "run" };
		diagnostic_report(&call->diagnostics, MESSAGE_ACTION_UNKNOWN, SOURCE_NOWHERE, "examples",
				  action, "list, copy, run");
		diagnostic_suggest(&call->diagnostics, action, actions, 3);
		return STATUS_USAGE;
	}
	if (call->operands_count < 2) {
		diagnostic_report(&call->diagnostics, MESSAGE_OPERAND_MISSING, SOURCE_NOWHERE, "examples",
				  "the name of an example");
		return STATUS_USAGE;
	}
	const char *name = example_find(call, call->operands[1], names, count);
	if (!name)
		return STATUS_FAILED;
	return strcmp(action, "copy") == 0 ? example_copy(call, examples, name)
					   : example_run(call, examples, name);
}

static int examples_run(struct call *call)
{
	const char *examples = home_part(&call->home, &call->arena, HOME_EXAMPLES);
	const char **names;
	int all = files_list(&call->arena, examples, &names), count = 0;

	if (all < 0) {
		diagnostic_report(&call->diagnostics, MESSAGE_FILE_UNREADABLE, SOURCE_NOWHERE, examples,
				  strerror(-all));
		return STATUS_HOST;
	}
	for (int i = 0; i < all; i++)
		if (is_example(call, examples, names[i]))
			names[count++] = names[i];
	return example_do(call, examples, names, count);
}

const struct command command_examples = {
	.name = "examples",
	.operands = "list | copy NAME [FOLDER] | run NAME",
	.operands_min = 1,
	.operands_max = 3,
	.summary = "The numbered examples: list them, copy one to change it, run one",
	.description = "An example can be named by its number. Each has a README that is a tutorial.\n\n"
		       "  sel4-compose examples list\n"
		       "  sel4-compose examples run 1\n"
		       "  sel4-compose examples copy 01-hello-world hello",
	.options = options,
	.operand_values = "list copy run",
	.run = examples_run,
};
