/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "commands/table.h"
#include "host/files.h"
#include "project/project.h"
#include "schema/schema.h"

static const struct option options[] = { OPTION_END };

/* A bracket argument: CMake takes what is in it as it is. */
static void print_set(const char *name, const char *value)
{
	printf("set(%s [==[%s]==])\n", name, value);
}

static bool is_source(const char *name)
{
	size_t len = strlen(name);

	return len > 2 && (strcmp(name + len - 2, ".c") == 0 || strcmp(name + len - 2, ".S") == 0);
}

static void print_all_sources(struct call *call, const char *folder)
{
	const char **names;
	int count = files_list(&call->arena, folder, &names);

	for (int i = 0; i < count; i++)
		if (is_source(names[i]))
			printf("\n\t[==[%s/%s]==]", folder, names[i]);
}

/* The files that system.toml names, or all of the folder. */
static void print_component(struct call *call, const char *project, const struct model_component *component)
{
	const char *folder = component->path.text;

	if (folder[0] != '/')
		folder = arena_print(&call->arena, "%s/%s", project, folder);
	printf("list(APPEND KAAL_SYSTEM_COMPONENTS [==[%s]==])\n", component->name);
	printf("set(KAAL_SYSTEM_FOLDER_%s [==[%s]==])\n", component->name, folder);
	printf("set(KAAL_SYSTEM_SOURCES_%s", component->name);
	for (size_t i = 0; i < component->sources.count; i++)
		printf("\n\t[==[%s/%s]==]", folder, component->sources.items[i].text);
	if (component->sources.count == 0)
		print_all_sources(call, folder);
	printf(")\n");
}

static int describe_run(struct call *call)
{
	const char *file = call->operands[0];
	const char *folder = files_folder_of(&call->arena, file);
	const struct system_model *model = schema_load_system(file, &call->arena, &call->diagnostics);

	if (!model)
		return STATUS_FAILED;
	schema_check_sources(model, folder, &call->arena, &call->diagnostics);
	if (call->diagnostics.errors)
		return STATUS_FAILED;
	printf("# made by sel4-compose describe\n");
	print_set("KAAL_SYSTEM_NAME", model->system.name.text);
	printf("set(KAAL_SYSTEM_ARCHS%s%s)\n", model->system.arch.value & MODEL_X86_64 ? " x86_64" : "",
	       model->system.arch.value & MODEL_AARCH64 ? " aarch64" : "");
	printf("set(KAAL_SYSTEM_COMPONENTS)\n");
	for (size_t i = 0; i < model->components_count; i++)
		if (model->components[i].path.text)
			print_component(call, folder, &model->components[i]);
	return STATUS_OK;
}

const struct command command_describe = {
	.name = "describe",
	.operands = "SYSTEM.toml",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "What has to be compiled, as CMake code",
	.description = "For kaal_compose(): the system's name, its architectures, and its components with "
		       "their sources.",
	.options = options,
	.operand_values = "<file>",
	.is_plumbing = true,
	.run = describe_run,
};
