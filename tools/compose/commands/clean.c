/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "commands/table.h"
#include "host/files.h"
#include "project/project.h"

static const struct option options[] = { OPTION_PROJECT, OPTION_BUILD, OPTION_END };

static int clean_run(struct call *call)
{
	struct project project;
	int status = project_find(call, &project);

	if (status != STATUS_OK)
		return status;
	for (const char *const *arch = home_archs; *arch; arch++) {
		const char *folder = project_built(call, &project, *arch, "");
		if (!files_exist(folder))
			continue;
		int error = files_remove(&call->arena, folder);
		if (error) {
			diagnostic_report(&call->diagnostics, MESSAGE_FILE_UNWRITABLE, SOURCE_NOWHERE, folder,
					  strerror(-error));
			return STATUS_FAILED;
		}
		printf("removed %s\n", folder);
	}
	return STATUS_OK;
}

const struct command command_clean = {
	.name = "clean",
	.operands = "",
	.summary = "Remove what was built",
	.description = "Removes the build folder of each architecture, and nothing else.",
	.options = options,
	.run = clean_run,
};
