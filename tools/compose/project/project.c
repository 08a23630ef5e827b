/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "project/project.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host/files.h"
#include "schema/schema.h"

static const char system_file[] = "system.toml";

/* @return the folder itself or one above it, or NULL */
static const char *folder_with_system(struct arena *arena, const char *folder)
{
	for (;;) {
		if (files_exist(arena_print(arena, "%s/%s", folder, system_file)))
			return folder;
		const char *above = files_folder_of(arena, folder);
		if (strcmp(above, folder) == 0)
			return NULL;
		folder = above;
	}
}

/* A path as a person would write it: relative where the file lies below the current folder. */
static const char *path_shown(struct arena *arena, const char *path)
{
	const char *here = files_absolute(arena, ".");
	size_t len = here ? strlen(here) : 0;

	if (here && strncmp(path, here, len) == 0 && path[len] == '/')
		return path + len + 1;
	return path;
}

static void project_set(struct call *call, const char *folder, const char *build, struct project *out)
{
	const char *file = arena_print(&call->arena, "%s/%s", folder, system_file);

	*out = (struct project){
		.folder = folder,
		.file = path_shown(&call->arena, file),
		.build = build ? build : arena_print(&call->arena, "%s/build", folder),
	};
}

/* What --build names, made absolute. It need not be there. */
static const char *build_folder(struct call *call)
{
	const char *given = call_value(call, "build");

	if (!given || given[0] == '/')
		return given;
	return arena_print(&call->arena, "%s/%s", files_absolute(&call->arena, "."), given);
}

int project_find(struct call *call, struct project *out)
{
	const char *given = call_value(call, "project");
	const char *start = files_absolute(&call->arena, given ? given : ".");
	const char *folder = start ? folder_with_system(&call->arena, start) : NULL;

	if (!folder) {
		diagnostic_report(&call->diagnostics, MESSAGE_PROJECT_MISSING, SOURCE_NOWHERE,
				  given ? given : "this folder");
		return STATUS_FAILED;
	}
	project_set(call, folder, build_folder(call), out);
	return STATUS_OK;
}

static int model_load(struct call *call, struct project *project)
{
	project->model = schema_load_system(project->file, &call->arena, &call->diagnostics);
	return project->model ? STATUS_OK : STATUS_FAILED;
}

int project_load(struct call *call, struct project *out)
{
	int status = project_find(call, out);

	return status == STATUS_OK ? model_load(call, out) : status;
}

int project_load_folder(struct call *call, const char *folder, const char *build, struct project *out)
{
	project_set(call, folder, build, out);
	return model_load(call, out);
}

const char *arch_name(enum model_arch arch)
{
	return arch == MODEL_AARCH64 ? "aarch64" : "x86_64";
}

enum model_arch arch_of(const char *name)
{
	if (strcmp(name, "x86_64") == 0)
		return MODEL_X86_64;
	return strcmp(name, "aarch64") == 0 ? MODEL_AARCH64 : (enum model_arch)0;
}

const char *project_arch(struct call *call, const struct project *project)
{
	uint64_t archs = project->model->system.arch.value;
	const char *given = call_value(call, "arch");

	if (!given)
		return arch_name((enum model_arch)(1u << project->model->system.arch.first));
	if (arch_of(given) == 0) {
		diagnostic_report(&call->diagnostics, MESSAGE_OPTION_VALUE_WRONG, SOURCE_NOWHERE, given,
				  "arch", "x86_64 or aarch64");
		diagnostic_suggest(&call->diagnostics, given, home_archs, 2);
		return NULL;
	}
	if (archs & arch_of(given))
		return given;
	diagnostic_report(&call->diagnostics, MESSAGE_ARCH_NOT_NAMED, project->model->system.arch.at,
			  project->model->system.name.text, given);
	return NULL;
}

const char *project_built(struct call *call, const struct project *project, const char *arch,
			  const char *file)
{
	return arena_print(&call->arena, "%s/%s/%s", project->build, arch, file);
}
