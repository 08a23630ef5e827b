/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The steps of resolving, in their order. Each reports what it finds wrong, and goes on as far as it can. */
#ifndef TOOLS_COMPOSE_RESOLVE_STEPS_H
#define TOOLS_COMPOSE_RESOLVE_STEPS_H

#include "resolve/resolve.h"

/** An empty system. */
struct resolved *resolve_begin(const char *name, const char *version, const struct resolve_places *places,
			       struct arena *arena, struct diagnostics *diagnostics);

/** Connect what is left and make the plan. @return NULL: there are more errors by now than @errors */
struct resolved *resolve_finish(struct resolved *resolved, unsigned int errors);

/** Add a component; NULL: its name was refused. @param name  in the arena */
struct component *component_add(struct resolved *resolved, const char *name, struct source_range at);

/** Add a need. */
struct need *component_need(struct resolved *resolved, struct component *component,
			    const struct kaal_need *row, struct source_range at);

/**
 * Give a component its program, and take limits and needs from the descriptor.
 * @param instance  from 0: it drives so manieth devices of each kind
 */
void component_describe(struct resolved *resolved, struct component *component, const struct program *program,
			unsigned int instance);

/** Read a program, or find it if it was read before. @return NULL: an error was reported */
struct program *resolved_program(struct resolved *resolved, const char *path, struct source_range at);

/** What a component provides of an interface. @return NULL: it does not */
struct need *component_provides(const struct component *component, const char *interface);

/** Find an interface's description: the system's own, or KaaL's. @return NULL: nobody described it */
const struct model_interface *interface_find(struct resolved *resolved, const char *name);

/** Put into the system what system.toml lists. */
void collect_components(struct resolved *resolved);

/** Make and connect the ends that [connections] names. */
void connect_written(struct resolved *resolved);

/** Connect what is left where there is no choice, and add built-in providers. */
void connect_rest(struct resolved *resolved);

/** Find whom the root task asks for time. */
void connect_root(struct resolved *resolved);

/** Report devices that two components want. */
void devices_check(struct resolved *resolved);

/** Decide who is started after whom. */
void order_find(struct resolved *resolved);

/** Give everything its number: grants, slots, signals, sizes of CSpaces. */
void plan_fill(struct resolved *resolved);

#endif
