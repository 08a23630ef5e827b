/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a component's CSpace holds when the plan has been carried out, slot by slot, and in words. */
#ifndef TOOLS_COMPOSE_PLAN_CAPABILITIES_H
#define TOOLS_COMPOSE_PLAN_CAPABILITIES_H

#include "plan/plan.h"

enum { CAPABILITY_TEXT_BYTES = 128 };

struct capability {
	uint32_t slot;
	const char *type; /* "endpoint", "notification", "cnode", "ports" or "irq" */
	char text[CAPABILITY_TEXT_BYTES];
};

/**
 * List them by slot.
 *
 * @param index  of the component
 * @param count  out
 * @return the list, in the arena
 */
const struct capability *plan_capabilities(struct arena *arena, const struct plan *plan, uint32_t index,
					   size_t *count);

/** A resource or an end of a connection, in words: "I/O ports 0x3f8..0x3ff (uart)". */
const char *plan_grant_text(struct arena *arena, const struct plan *plan,
			    const struct kaal_plan_grant *grant);

/** Does it provide something: has it an endpoint where others call it? */
bool plan_provides(const struct plan *plan, const struct kaal_plan_component *component);

#endif
