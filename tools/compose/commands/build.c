/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "project/build.h"

#include <stdio.h>

#include "commands/table.h"
#include "source/json.h"

static const struct option options[] = { OPTION_ARCH, OPTION_PROJECT, OPTION_BUILD, OPTION_JSON, OPTION_END };

static int build_run(struct call *call)
{
	struct project project;
	int status = project_load(call, &project);

	if (status != STATUS_OK)
		return status;
	const char *arch = project_arch(call, &project);
	if (!arch)
		return STATUS_FAILED;
	status = project_build(call, &project, arch);
	if (status != STATUS_OK)
		return status;
	const char *image = project_built(call, &project, arch, BUILD_IMAGE);
	if (!call_has(call, "json")) {
		printf("%s\n", image);
		return STATUS_OK;
	}
	printf("{\"system\": ");
	json_print_text(stdout, project.model->system.name.text);
	printf(", \"arch\": \"%s\", \"image\": ", arch);
	json_print_text(stdout, image);
	printf("}\n");
	return STATUS_OK;
}

const struct command command_build = {
	.name = "build",
	.operands = "",
	.summary = "Build the system",
	.description = "Builds what changed: the components of the project, and the image that is booted. It "
		       "prints where "
		       "the image is. `run` and `test` build first themselves.\n\n"
		       "The build folder belongs to CMake; an editor finds compile_commands.json there.",
	.options = options,
	.run = build_run,
};
