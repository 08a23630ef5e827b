/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "check/check.h"

#include <string.h>

#include "commands/table.h"
#include "host/files.h"
#include "project/places.h"
#include "project/project.h"
#include "schema/schema.h"

static const struct option options[] = { OPTION_ARCH, OPTION_PROJECT, OPTION_BUILD, OPTION_JSON, OPTION_END };

/* The kernel that system.toml names, relative to it, or KaaL's own. */
static const char *kernel_of(struct call *call, const struct project *project, const char *arch)
{
	const char *named = project->model->system.kernel.text;

	if (strcmp(named, "embedded") == 0)
		return home_built(&call->home, &call->arena, arch, "kernel.elf");
	return named[0] == '/' ? named : arena_print(&call->arena, "%s/%s", project->folder, named);
}

/* A file of KaaL's, if it was built or installed. */
static const char *if_there(const char *path)
{
	return files_exist(path) ? path : NULL;
}

static int check_print_all(struct call *call, const struct project *project, const char *arch,
			   struct resolved *resolved)
{
	const struct check_places places = {
		.project = project->folder,
		.root = if_there(home_built(&call->home, &call->arena, arch, "root.elf")),
		.kernel = kernel_of(call, project, arch),
		.lines = if_there(home_built(&call->home, &call->arena, arch, "lines.txt")),
	};
	struct check check = check_system(resolved, &places);

	if (call_has(call, "json"))
		check_print_json(&check, stdout);
	else
		check_print(&check, stdout);
	if (!call->diagnostics.errors)
		schema_check_sources(project->model, project->folder, &call->arena, &call->diagnostics);
	return call->diagnostics.errors ? STATUS_FAILED : STATUS_OK;
}

static int check_run(struct call *call)
{
	struct project project;
	int status = project_load(call, &project);

	if (status != STATUS_OK)
		return status;
	const char *arch = project_arch(call, &project);
	if (!arch)
		return STATUS_FAILED;
	struct resolved *resolved = project_resolve(call, &project, arch);
	return resolved ? check_print_all(call, &project, arch, resolved) : STATUS_FAILED;
}

const struct command command_check = {
	.name = "check",
	.operands = "",
	.summary = "Find what is wrong with the system, without booting it",
	.description =
		"Resolves the system as `build` does and looks at everything that can be known before it "
		"boots: names and connections, devices with two owners, memory and capability slots, "
		"priorities, cycles. Each [[assert]] of system.toml is proved, or refuted by the shortest "
		"way that contradicts it.\n\n"
		"The table shows for each component its own lines of code and those that it must trust: "
		"kernel, root task, runtime, libc, itself, whom it uses, and drivers that master the bus. "
		"What is not built yet is judged by system.toml alone.",
	.options = options,
	.run = check_run,
};
