/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Who gets what: made from the components' descriptors alone, before any of them is
 * loaded. Nothing is granted later that does not stand here.
 */
#ifndef ROOT_PLAN_H
#define ROOT_PLAN_H

#include "bundle.h"
#include "component.h"

enum {
	COMPONENTS_MAX = 64,
	CONNECTIONS_MAX = COMPONENTS_MAX * 4,
	RING_BYTES_MAX = 256 << 10,
};

/** One component uses another's interface. Lives as long as the system: its memory outlives either. */
struct connection {
	struct component *client, *provider;
	unsigned client_grant, provider_grant; /* indices into their grants */
	size_t pages;                          /* shared memory, 0: none */
	seL4_CPtr frames;                      /* @pages capabilities, not mapped themselves */
};

struct plan {
	struct component components[COMPONENTS_MAX];
	unsigned components_count;
	struct connection connections[CONNECTIONS_MAX];
	unsigned connections_count;
};

/** Told of each component that is left out, and why. */
struct plan_report {
	void (*rejected)(void *context, struct component *component, const char *why);
	void *context;
};

/**
 * Check a descriptor, which may be anything.
 *
 * @param why  out on error: what is wrong, for people
 * @return 0 or -EINVAL
 */
int descriptor_check(const struct kaal_component *descriptor, char why[COMPONENT_WHY_BYTES]);

/**
 * Add a component from its file. A file that is not acceptable is added as rejected.
 * @return the new component, or NULL: too many
 */
struct component *plan_add(struct plan *plan, const struct bundle_file *file,
			   const struct plan_report *report);

/** Add a component whose file could not even be read. */
void plan_add_damaged(struct plan *plan, const char *name, const char *why, const struct plan_report *report);

/** Reject a component, and with it whoever uses what it provides. */
void plan_reject(struct plan *plan, struct component *component, const char *why,
		 const struct plan_report *report);

/** Connect users with providers and number all grants. */
void plan_connect(struct plan *plan, const struct plan_report *report);

struct component *plan_find(struct plan *plan, const char *name);

/** @param id  as in a badge. @return NULL: no such component */
struct component *plan_component(struct plan *plan, uint64_t id);

#endif
