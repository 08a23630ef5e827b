/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <string.h>

#include "check/asserts.h"
#include "commands/table.h"
#include "image/write.h"
#include "project/places.h"
#include "project/project.h"
#include "schema/schema.h"

static const struct option options[] = {
	{ "arch", 0, "ARCH", "what it is for", "x86_64 aarch64" },
	{ "output", 0, "FILE", "the image to write", "<file>" },
	{ "root", 0, "FILE", "the root task (default: KaaL's own)", "<file>" },
	{ "name", 0, "NAME", "of a system that is a list of components", NULL },
	{ "built", 0, "FOLDER", "where the system's own components are, NAME.elf", "<folder>" },
	OPTION_END,
};

/* @return the option's value, or NULL with a report */
static const char *need(struct call *call, const char *option)
{
	const char *value = call_value(call, option);

	if (!value)
		diagnostic_report(&call->diagnostics, MESSAGE_OPERAND_MISSING, SOURCE_NOWHERE, "link",
				  arena_print(&call->arena, "--%s", option));
	return value;
}

static bool is_system(const char *path)
{
	size_t length = strlen(path);

	return length > 5 && strcmp(path + length - 5, ".toml") == 0;
}

/* A system of which an assertion does not hold is not made. */
static struct resolved *resolve_file(struct call *call, const struct resolve_places *places)
{
	const struct system_model *model =
		schema_load_system(call->operands[0], &call->arena, &call->diagnostics);
	struct resolved *resolved =
		model ? resolve_system(model, places, &call->arena, &call->diagnostics) : NULL;

	if (resolved)
		asserts_prove(resolved);
	return call->diagnostics.errors ? NULL : resolved;
}

static struct resolved *resolve_list(struct call *call, const struct resolve_places *places)
{
	const char *name = need(call, "name");

	return name ? resolve_programs(name, call->operands, call->operands_count, places, &call->arena,
				       &call->diagnostics)
		    : NULL;
}

static int link_image(struct call *call, const char *arch, const char *output)
{
	const struct resolve_places places = places_of(call, arch, call_value(call, "built"));
	const char *root = call_value(call, "root");
	struct resolved *resolved =
		is_system(call->operands[0]) ? resolve_file(call, &places) : resolve_list(call, &places);

	if (!resolved)
		return STATUS_FAILED;
	if (!root)
		root = home_built(&call->home, &call->arena, arch, "root.elf");
	return image_write(&call->arena, &call->diagnostics, root, resolved_bundle(resolved), output)
		       ? STATUS_FAILED
		       : STATUS_OK;
}

static int link_run(struct call *call)
{
	const char *arch = need(call, "arch"), *output = need(call, "output");

	if (!arch || !output)
		return STATUS_USAGE;
	if (!arch_of(arch)) {
		diagnostic_report(&call->diagnostics, MESSAGE_OPTION_VALUE_WRONG, SOURCE_NOWHERE, arch,
				  "arch", "x86_64 or aarch64");
		return STATUS_USAGE;
	}
	return link_image(call, arch, output);
}

const struct command command_link = {
	.name = "link",
	.operands = "SYSTEM.toml|COMPONENT.elf...",
	.operands_min = 1,
	.operands_max = 1000,
	.summary = "Make an image out of built components",
	.description = "What a system.toml describes, or a list of components with descriptors. For CMake; "
		       "people use `build`.",
	.options = options,
	.operand_values = "<file>",
	.is_plumbing = true,
	.run = link_run,
};
