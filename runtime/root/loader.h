/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Components come to life here, and go. */
#ifndef ROOT_LOADER_H
#define ROOT_LOADER_H

#include "root.h"

/**
 * Build a component's address space, CSpace and thread, with all that it is granted but the
 * capabilities to its peers. It does not run yet.
 *
 * @param args  text for its start-up block, NUL-terminated, shorter than KAAL_ARGS_BYTES
 * @param why   out on error: what went wrong, for people
 * @return 0, -ENOMEM, ... On error nothing is held.
 */
int component_load(struct root *root, struct component *component, const char *args,
		   char why[COMPONENT_WHY_BYTES]);

/** Wire a component that has been loaded with its peers, and these with it. */
int component_wire(struct root *root, struct component *component, char why[COMPONENT_WHY_BYTES]);

/** Let a component run that has been loaded and wired. */
int component_run(struct root *root, struct component *component);

/**
 * Destroy a component's threads and everything made for it. Others keep their capabilities to it.
 * If it ran, the capability to answer the message received last is lost (calls.h).
 *
 * @param state  what it is from now on
 */
void component_unload(struct root *root, struct component *component, enum kaal_component_state state);

/** Take from others what they hold of a component that has been unloaded: it does not come back soon. */
void component_retire(struct root *root, struct component *component);

/** Write a component's start-up block, and give it what its grants stand for (startup.c). */
int startup_make(struct root *root, struct component *component, const char *args,
		 char why[COMPONENT_WHY_BYTES]);

/** Load all segments of a component's file (segments.c). */
int segments_load(struct root *root, struct component *component);

/** Copy bytes into frames that are not mapped anywhere. @param offset  of the first frame's first byte */
int frames_write(struct root *root, seL4_CPtr first, size_t count, uint64_t offset, const void *bytes,
		 size_t bytes_count);

#endif
