/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Components come to life here, and go. */
#ifndef ROOT_LOADER_H
#define ROOT_LOADER_H

#include "root.h"

/**
 * Build a component's address space, CSpace and thread. It does not run yet.
 *
 * @param args  text for its start-up block, NUL-terminated, shorter than KAAL_ARGS_BYTES
 * @param why   out on error: what went wrong, for people
 * @return 0, -ENOMEM, ... On error nothing is held.
 */
int component_load(struct root *root, struct component *component, const char *args,
		   char why[COMPONENT_WHY_BYTES]);

/** Put the capabilities into its CSpace that the plan grants, and let it run. */
int component_start(struct root *root, struct component *component, char why[COMPONENT_WHY_BYTES]);

/**
 * Destroy a component's thread and everything made for it.
 *
 * @param state  what it is from now on
 */
void component_unload(struct root *root, struct component *component, enum kaal_component_state state);

/** Make the memory that connections share. */
int connections_create(struct root *root, char why[COMPONENT_WHY_BYTES]);

/** Put the capabilities of every connection between this component and running ones in place. */
int connections_wire(struct root *root, struct component *component);

/** Let those try again who wait for an answer of this component, which has ended. */
void connections_wake_clients(struct root *root, const struct component *provider);

/** Put the capabilities in place that do not depend on others. */
int grants_install(struct root *root, struct component *component, char why[COMPONENT_WHY_BYTES]);

/** Badges of what components hold on the root task's endpoint: their id, and this for faults. */
enum { BADGE_FAULT = 1 << 16 };

/** Copy bytes into frames that are not mapped anywhere. @param offset  of the first frame's first byte */
int frames_write(struct root *root, seL4_CPtr first, size_t count, uint64_t offset, const void *bytes,
		 size_t bytes_count);

#endif
