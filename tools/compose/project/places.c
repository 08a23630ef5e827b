/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "project/places.h"

#include "project/project.h"

struct resolve_places places_of(struct call *call, const char *arch, const char *built)
{
	return (struct resolve_places){
		.arch = arch_of(arch),
		.components = home_built(&call->home, &call->arena, arch, "components"),
		.interfaces = home_part(&call->home, &call->arena, HOME_INTERFACES),
		.built = built,
	};
}
