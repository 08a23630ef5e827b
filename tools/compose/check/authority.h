/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Who can reach whom, over the resolved plan. One component reaches another directly if it
 *
 *	- is its client: it can call it, signal it, and write memory that it reads; or
 *	- may manage the system: it can stop and start it.
 *
 * and otherwise through others. Where information counts and not authority, what a provider answers is a step
 * too. A driver that masters the bus can reach all memory in this ABI profile, which has no IOMMU: it is trusted
 * and marked, and no step is made of that. docs/spec/system-toml.md says the same to people.
 */
#ifndef TOOLS_COMPOSE_CHECK_AUTHORITY_H
#define TOOLS_COMPOSE_CHECK_AUTHORITY_H

#include "resolve/resolve.h"

enum step_kind {
	STEP_NONE,
	STEP_USES,    /* as a client, of its provider */
	STEP_ANSWERS, /* as a provider, to its client */
	STEP_MANAGES,
};

/** How a component was reached. */
struct step {
	enum step_kind kind; /* STEP_NONE: it was not, or the search began there */
	uint32_t from;
	const struct need *need; /* the client's end; NULL: STEP_MANAGES */
};

struct reach {
	const struct resolved *resolved;
	uint32_t start;
	bool *reached;      /* of each component; its start too */
	struct step *steps; /* of each component */
};

/**
 * Find everybody whom a component can reach.
 *
 * @param stops     of each component: it passes nothing on; NULL: all do
 * @param flow      do answers count?
 */
struct reach authority_from(const struct resolved *resolved, uint32_t start, const bool *stops, bool flow);

/** The way to a component that was reached: its steps from the start on. @param count  out */
const struct step *reach_path(const struct reach *reach, uint32_t to, size_t *count);

/** A step in words: "app uses `store` of vfs". @param to  whom it leads to */
const char *step_text(const struct resolved *resolved, const struct step *step, uint32_t to);

/** Can it make a device read and write memory by itself? */
bool component_masters_bus(const struct component *component);

/** Does it drive a device: hold registers, ports, interrupts or what the broker gives? */
bool component_is_driver(const struct component *component);

#endif
