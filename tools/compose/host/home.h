/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Where KaaL's own parts are: beside this program, in a build folder of the source tree or installed.
 *
 *	what                     build tree                     installed
 *	kernel.elf, root.elf,    this build folder if it is     PREFIX/lib/kaal/ARCH/
 *	loader.bin, components/  for ARCH, else build/ARCH/
 *	KaaLConfig.cmake         the same                       PREFIX/share/kaal/cmake/
 *	templates/               tools/compose/templates/       PREFIX/share/kaal/templates/
 *	examples/                examples/                      PREFIX/share/kaal/examples/
 *	interfaces/              abi/kaal/interfaces/           PREFIX/share/kaal/interfaces/
 *	packages.list            tools/setup/packages.list      PREFIX/share/kaal/packages.list
 */
#ifndef TOOLS_COMPOSE_HOST_HOME_H
#define TOOLS_COMPOSE_HOST_HOME_H

#include <stdbool.h>

#include "source/arena.h"

struct home {
	const char *program; /* absolute path of this program */
	const char *source;  /* build tree: top of the source tree; NULL: installed */
	const char *prefix;  /* build tree: the folder that holds one build folder an architecture */
	const char *own;     /* build tree: this build folder ... */
	const char *arch;    /* ... and what it is for; may be "host" */
};

/** Every architecture there is; ends with NULL. */
extern const char *const home_archs[];

enum home_part { HOME_TEMPLATES, HOME_EXAMPLES, HOME_INTERFACES, HOME_PACKAGES_LIST };

/**
 * Find out from how the program was called.
 *
 * @param argv0  of main
 * @param out    set on success only; in the arena
 * @return 0 or -ENOENT: it lies in neither kind of place
 */
int home_find(struct arena *arena, const char *argv0, struct home *out);

/** A part's path; it need not be there. */
const char *home_part(const struct home *home, struct arena *arena, enum home_part part);

/** Path of a file that was built for an architecture, such as "kernel.elf" or "components"; it need not be there. */
const char *home_built(const struct home *home, struct arena *arena, const char *arch, const char *file);

/** Folder of KaaLConfig.cmake. */
const char *home_package(const struct home *home, struct arena *arena, const char *arch);

/** CMake's toolchain file for an architecture. */
const char *home_toolchain(const struct home *home, struct arena *arena, const char *arch);

/** Is everything there that a system for this architecture needs? */
bool home_has_arch(const struct home *home, struct arena *arena, const char *arch);

#endif
