/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The project that a command works on: a folder with a system.toml. */
#ifndef TOOLS_COMPOSE_PROJECT_PROJECT_H
#define TOOLS_COMPOSE_PROJECT_PROJECT_H

#include "commands/command.h"
#include "model/model.h"

struct project {
	const char *folder; /* absolute */
	const char *file;   /* its system.toml, as messages shall show it */
	const char *build;  /* folder that holds one build folder an architecture */
	const struct system_model *model;
};

/* For commands with OPTION_PROJECT and OPTION_BUILD. */

/** Find the folder, without reading anything. @return enum status; mistakes are reported */
int project_find(struct call *call, struct project *out);

/** The same, and read system.toml. */
int project_load(struct call *call, struct project *out);

/** The same for a folder that is known. @param build  as in the struct */
int project_load_folder(struct call *call, const char *folder, const char *build, struct project *out);

/**
 * The architecture that --arch names, or the first one of the system.
 * @return NULL: there is a report
 */
const char *project_arch(struct call *call, const struct project *project);

/** "x86_64" for one bit of the set. */
const char *arch_name(enum model_arch arch);

/** @return 0 for an unknown name */
enum model_arch arch_of(const char *name);

/** A file in the build folder of an architecture. */
const char *project_built(struct call *call, const struct project *project, const char *arch,
			  const char *file);

#endif
