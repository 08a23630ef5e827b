/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "commands/table.h"
#include "project/project.h"

static const struct option options[] = { OPTION_ARCH, OPTION_PROJECT, OPTION_BUILD, OPTION_JSON, OPTION_END };

static int check_run(struct call *call)
{
	struct project project;
	int status = project_load(call, &project);

	if (status != STATUS_OK)
		return status;
	return project_arch(call, &project) ? STATUS_OK : STATUS_FAILED;
}

const struct command command_check = {
	.name = "check",
	.operands = "",
	.summary = "Find what is wrong with the system, without booting it",
	.description = "So far, what system.toml says is checked against its schema.",
	.options = options,
	.run = check_run,
};
