/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* KaaL's own components: the ELF files of one folder. */
#ifndef TOOLS_COMPOSE_RESOLVE_CATALOGUE_H
#define TOOLS_COMPOSE_RESOLVE_CATALOGUE_H

#include "resolve/resolve.h"

/** The names of all of them, sorted. @param count  out */
const char *const *catalogue_names(struct resolved *resolved, size_t *count);

/** The only one that provides an interface. @return NULL: none or several do */
const char *catalogue_provider(struct resolved *resolved, const char *interface);

/** Is there one of that name? */
bool catalogue_has(struct resolved *resolved, const char *name);

/** Put one into the system because @client uses it. @return NULL: an error was reported */
struct component *catalogue_add(struct resolved *resolved, const char *name, const struct component *client);

/** The program of one. @return NULL: there is none of that name, or it is bad; an error was reported */
const struct program *catalogue_program(struct resolved *resolved, const char *name, struct source_range at);

#endif
