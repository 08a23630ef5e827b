/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Building a project with CMake and Ninja, in build/ARCH. */
#ifndef TOOLS_COMPOSE_PROJECT_BUILD_H
#define TOOLS_COMPOSE_PROJECT_BUILD_H

#include "project/project.h"

/** Name of the image in the build folder. */
#define BUILD_IMAGE "system.elf"

/**
 * Bring a project's image up to date.
 *
 * @param arch  one that the system is for
 * @return enum status; what is wrong is reported, and what compiler and linker say is printed
 */
int project_build(struct call *call, const struct project *project, const char *arch);

/** Programs that building needs, all that are missing reported. @return STATUS_OK or STATUS_HOST */
int build_check_host(struct call *call, const char *arch);

#endif
