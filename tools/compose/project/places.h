/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where the resolver finds what a system consists of. */
#ifndef TOOLS_COMPOSE_PROJECT_PLACES_H
#define TOOLS_COMPOSE_PROJECT_PLACES_H

#include "project/project.h"
#include "resolve/resolve.h"

/**
 * KaaL's own components and interfaces.
 *
 * @param built  folder of the system's own components; NULL: they are not built yet
 */
struct resolve_places places_of(struct call *call, const char *arch, const char *built);

/**
 * Resolve a project as far as it is built.
 * @return NULL: an error was reported
 */
struct resolved *project_resolve(struct call *call, const struct project *project, const char *arch);

#endif
