/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What this host lacks, and the command that mends it. */
#ifndef TOOLS_COMPOSE_HOST_MEND_H
#define TOOLS_COMPOSE_HOST_MEND_H

#include "commands/command.h"

/** A line of packages.list. */
struct mend_package {
	const char *package; /* Debian's */
	const char *command; /* that must be there; NULL: none */
	const char *purpose;
};

/**
 * The packages in a section of packages.list (its comment says what the sections are for).
 * @return how many; 0 when the list cannot be read
 */
size_t mend_packages(struct call *call, const char *section, struct mend_package **packages);

/** The shell command that installs Debian's package or what it is called here; never NULL. */
const char *mend_command(struct call *call, const struct mend_package *package);

/** Report a program that is not in PATH. @return whether it is there */
bool mend_check_program(struct call *call, const char *program, const char *purpose);

#endif
