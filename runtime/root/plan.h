/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Reading the plan (abi/kaal/plan.h; docs/spec/plan.md): who is there and who gets what.
 * It is checked as a whole before anything is done by it, and used where it lies:
 * nobody else can write the root task's image.
 */
#ifndef ROOT_PLAN_H
#define ROOT_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "abi/kaal/plan.h"

enum {
	PLAN_WHY_BYTES = 160,
	PLAN_COMPONENT_GRANTS_MAX = 4096, /* of one component: what its start-up block can list */
	PLAN_THREADS_MAX = 255,           /* of one component */
	PLAN_STACK_BYTES_MAX = 16 << 20,
	PLAN_PRIORITY_MAX = 254,
};
#define PLAN_HEAP_BYTES_MAX (1ull << 36)

/** A plan that has passed plan_open; borrows the bytes. */
struct plan {
	const struct kaal_plan *header;
	const struct kaal_plan_component *components;
	const struct kaal_plan_grant *grants;
	const struct kaal_plan_connection *connections;
	uint8_t grant_owner[KAAL_PLAN_GRANTS_MAX]; /* number of the component that has each grant */
};

/**
 * Check a plan, which may be anything.
 *
 * @param bytes        aligned to 8, must not change as long as the plan is used
 * @param files_count  in the bundle that carries it
 * @param why          out on error: what is wrong, for people
 * @return 0 or -EINVAL
 * @time O(components^2 + grants + connections)
 */
int plan_open(struct plan *plan, const void *bytes, size_t count, unsigned files_count,
	      char why[PLAN_WHY_BYTES]);

/** A part of plan_open: the tables, once it is known that they are there. */
int plan_check(struct plan *plan, unsigned files_count, char why[PLAN_WHY_BYTES]);

/** The first of a component's grants; @component->grants_count stand in a row. */
static inline const struct kaal_plan_grant *plan_grants(const struct plan *plan,
							const struct kaal_plan_component *component)
{
	return plan->grants + component->grants_first;
}

/** @return index of the component of that name, or -1 */
int plan_find(const struct plan *plan, const char *name);

/** Does this kind of grant stand for an interrupt? */
static inline bool grant_is_irq(uint32_t kind)
{
	return kind == KAAL_NEED_ISA_IRQ || kind == KAAL_NEED_DT_IRQ;
}

/** Bytes of a ring in memory, with its header, on pages of its own; 0: no ring. */
uint64_t plan_ring_bytes(uint64_t data_bytes);

#endif
