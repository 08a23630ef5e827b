/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A device has one driver: whatever a component may touch of it, no other component may. */
#include <stdio.h>
#include <string.h>

#include "resolve/steps.h"

static bool is_tree_part(const struct kaal_need *need)
{
	return need->kind == KAAL_NEED_DT_MMIO || need->kind == KAAL_NEED_DT_IRQ;
}

/* Parts of a device that another component asks the broker for as a whole. */
static bool is_part_of(const struct kaal_need *part, const struct kaal_need *device)
{
	static const char bus[] = "dt:";

	return is_tree_part(part) && device->kind == KAAL_NEED_DEVICE && part->b == device->b &&
	       strncmp(device->match, bus, strlen(bus)) == 0 &&
	       strcmp(device->match + strlen(bus), part->match) == 0;
}

static bool needs_collide(const struct kaal_need *a, const struct kaal_need *b)
{
	if (a->kind != b->kind)
		return is_part_of(a, b) || is_part_of(b, a);
	switch (a->kind) {
	case KAAL_NEED_IOPORTS:
		return a->a <= b->b && b->a <= a->b;
	case KAAL_NEED_ISA_IRQ:
		return a->a == b->a;
	case KAAL_NEED_DT_MMIO:
	case KAAL_NEED_DT_IRQ:
		return a->a == b->a && a->b == b->b && strcmp(a->match, b->match) == 0;
	case KAAL_NEED_DEVICE:
		return a->b == b->b && strcmp(a->match, b->match) == 0;
	default:
		return false;
	}
}

static const char *describe(struct resolved *resolved, const struct kaal_need *need)
{
	struct diagnostics *diagnostics = resolved->diagnostics;

	switch (need->kind) {
	case KAAL_NEED_IOPORTS:
		return diagnostic_text(diagnostics, "I/O ports 0x%llx..0x%llx", (unsigned long long)need->a,
				       (unsigned long long)need->b);
	case KAAL_NEED_ISA_IRQ:
		return diagnostic_text(diagnostics, "ISA interrupt %llu", (unsigned long long)need->a);
	default:
		return diagnostic_text(diagnostics, "device %s, number %llu of its kind", need->match,
				       (unsigned long long)need->b);
	}
}

static struct source_range place_of(const struct component *component, const struct need *need)
{
	return source_is_somewhere(need->at) ? need->at : component->at;
}

static void report(struct resolved *resolved, const struct component *component, const struct need *need,
		   const struct component *owner, const struct need *owned)
{
	struct source_range first = place_of(owner, owned);

	diagnostic_report(resolved->diagnostics, MESSAGE_DEVICE_TWICE, place_of(component, need),
			  describe(resolved, &need->row), owner->name, component->name);
	if (source_is_somewhere(first))
		diagnostic_see(resolved->diagnostics, first, "%s is here", owner->name);
}

/* One message a pair is enough. */
static void check_pair(struct resolved *resolved, const struct component *component,
		       const struct component *owner)
{
	for (size_t i = 0; i < component->needs_count; i++)
		for (size_t j = 0; j < owner->needs_count; j++)
			if (needs_collide(&component->needs[i]->row, &owner->needs[j]->row)) {
				report(resolved, component, component->needs[i], owner, owner->needs[j]);
				return;
			}
}

void devices_check(struct resolved *resolved)
{
	for (size_t i = 0; i < resolved->components_count; i++)
		for (size_t j = 0; j < i; j++)
			check_pair(resolved, resolved->components[i], resolved->components[j]);
}
