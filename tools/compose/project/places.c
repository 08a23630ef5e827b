/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "project/places.h"

#include "host/files.h"

struct resolve_places places_of(struct call *call, const char *arch, const char *built)
{
	return (struct resolve_places){
		.arch = arch_of(arch),
		.components = home_built(&call->home, &call->arena, arch, "components"),
		.interfaces = home_part(&call->home, &call->arena, HOME_INTERFACES),
		.built = built,
	};
}

struct resolved *project_resolve(struct call *call, const struct project *project, const char *arch)
{
	const char *built = project_built(call, project, arch, "components");
	const struct resolve_places places = places_of(call, arch, files_is_folder(built) ? built : NULL);

	return resolve_system(project->model, &places, &call->arena, &call->diagnostics);
}
