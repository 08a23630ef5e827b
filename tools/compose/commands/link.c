/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "link/link.h"

#include <string.h>

#include "commands/table.h"
#include "project/project.h"

static const struct option options[] = {
	{ "arch", 0, "ARCH", "what it is for", "x86_64 aarch64" },
	{ "root", 0, "FILE", "the root task, root.elf", "<file>" },
	{ "output", 0, "FILE", "the image to write", "<file>" },
	{ "name", 0, "NAME", "of the system", NULL },
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

static int link_run(struct call *call)
{
	const char *arch = need(call, "arch");
	struct link_request request = {
		.root = need(call, "root"),
		.output = need(call, "output"),
		.name = need(call, "name"),
		.programs = call->operands,
		.programs_count = call->operands_count,
	};

	if (call->diagnostics.errors)
		return STATUS_USAGE;
	request.arch = arch_of(arch);
	if (!request.arch) {
		diagnostic_report(&call->diagnostics, MESSAGE_OPTION_VALUE_WRONG, SOURCE_NOWHERE, arch,
				  "arch", "x86_64 or aarch64");
		return STATUS_USAGE;
	}
	return link_image(&request, &call->arena, &call->diagnostics) ? STATUS_FAILED : STATUS_OK;
}

const struct command command_link = {
	.name = "link",
	.operands = "COMPONENT.elf...",
	.operands_min = 1,
	.operands_max = 1000,
	.summary = "Make an image out of built components",
	.description = "For systems that are nothing but a list of components with descriptors.",
	.options = options,
	.operand_values = "<file>",
	.is_plumbing = true,
	.run = link_run,
};
