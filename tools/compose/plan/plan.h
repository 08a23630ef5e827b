/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The plan (abi/kaal/plan.h) as tables in memory, and as the bytes that the root task reads. */
#ifndef TOOLS_COMPOSE_PLAN_PLAN_H
#define TOOLS_COMPOSE_PLAN_PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "abi/kaal/plan.h"
#include "image/bytes.h"
#include "source/arena.h"

enum { PLAN_WHY_BYTES = 128 };

/** The counts are the header's. */
struct plan {
	struct kaal_plan header;
	struct kaal_plan_component *components;
	struct kaal_plan_grant *grants;
	struct kaal_plan_connection *connections;
};

/** Make the bytes. Of the header, the names and counts are taken; the rest is filled in. */
struct bytes plan_encode(struct arena *arena, const struct plan *plan);

/**
 * Read a plan that may be anything: sizes, checksum, names, indices and ranges are checked.
 *
 * @param out  set on success only; its tables live in the arena
 * @param why  out on error: what is wrong, for people
 * @return 0 or -EINVAL
 */
int plan_decode(struct arena *arena, struct bytes bytes, struct plan *out, char why[PLAN_WHY_BYTES]);

/** A component's grants: the first of @count = component->grants_count. */
const struct kaal_plan_grant *plan_grants_of(const struct plan *plan,
					     const struct kaal_plan_component *component);

/** Who a connection's client is: a component's name, or "root" for the root task. */
const char *plan_client_name(const struct plan *plan, const struct kaal_plan_connection *connection);

#endif
