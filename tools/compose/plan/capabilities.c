/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "plan/capabilities.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

enum { FIXED = 8 }; /* at most so many that do not come from grants */

struct list {
	struct capability *items;
	size_t count;
};

static void add(struct list *list, uint32_t slot, const char *type, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static void add(struct list *list, uint32_t slot, const char *type, const char *format, ...)
{
	struct capability *capability = &list->items[list->count++];
	va_list args;

	*capability = (struct capability){ .slot = slot, .type = type };
	va_start(args, format);
	vsnprintf(capability->text, sizeof capability->text, format, args);
	va_end(args);
}

bool plan_provides(const struct plan *plan, const struct kaal_plan_component *component)
{
	const struct kaal_plan_grant *grants = plan_grants_of(plan, component);

	for (uint32_t i = 0; i < component->grants_count; i++)
		if (grants[i].kind == KAAL_NEED_PROVIDES)
			return true;
	return false;
}

static void add_fixed(struct list *list, const struct plan *plan, uint32_t index)
{
	const struct kaal_plan_component *component = &plan->components[index];

	add(list, KAAL_SLOT_ROOT, "endpoint", "the root task, badge %" PRIu32 ", call", index + 1);
	add(list, KAAL_SLOT_FAULT, "endpoint", "the root task, for faults");
	add(list, KAAL_SLOT_NOTIFICATION, "notification", "its own, read and write");
	if (plan_provides(plan, component)) {
		add(list, KAAL_SLOT_SERVER, "endpoint", "its own, receive");
		add(list, KAAL_SLOT_CNODE, "cnode", "its own CSpace");
	}
	if (component->threads_max > 1)
		add(list, KAAL_SLOT_WAKE, "notification", "its first thread's own, read and write");
}

/* The other side of an end. */
static const char *peer_of(const struct plan *plan, const struct kaal_plan_grant *grant)
{
	const struct kaal_plan_connection *connection = &plan->connections[grant->connection];

	return grant->kind == KAAL_NEED_USES ? plan->components[connection->provider].name
					     : plan_client_name(plan, connection);
}

/* The bit that signalling the other side sets there; the root task chooses its own. */
static const char *peer_signal(struct arena *arena, const struct plan *plan,
			       const struct kaal_plan_grant *grant)
{
	const struct kaal_plan_connection *connection = &plan->connections[grant->connection];
	uint32_t other =
		grant->kind == KAAL_NEED_USES ? connection->provider_grant : connection->client_grant;

	return other == KAAL_PLAN_NONE ? ""
				       : arena_print(arena, ", bit %" PRIu32, plan->grants[other].signal);
}

static void add_grant(struct list *list, struct arena *arena, const struct plan *plan,
		      const struct kaal_plan_grant *grant)
{
	if (grant->slot && grant->kind == KAAL_NEED_USES)
		add(list, grant->slot, "endpoint", "%s, call", peer_of(plan, grant));
	else if (grant->slot)
		add(list, grant->slot, grant->kind == KAAL_NEED_IOPORTS ? "ports" : "irq", "%s",
		    plan_grant_text(arena, plan, grant));
	if (grant->signal_slot)
		add(list, grant->signal_slot, "notification", "%s%s, signal", peer_of(plan, grant),
		    peer_signal(arena, plan, grant));
}

const struct capability *plan_capabilities(struct arena *arena, const struct plan *plan, uint32_t index,
					   size_t *count)
{
	const struct kaal_plan_component *component = &plan->components[index];
	struct list list = {
		.items = arena_alloc(arena, (FIXED + 2 * (size_t)component->grants_count) *
						    sizeof(struct capability)),
	};

	add_fixed(&list, plan, index);
	for (uint32_t i = 0; i < component->grants_count; i++)
		add_grant(&list, arena, plan, plan_grants_of(plan, component) + i);
	*count = list.count;
	return list.items;
}

static const char *end_text(struct arena *arena, const struct plan *plan, const struct kaal_plan_grant *grant)
{
	if (grant->kind == KAAL_NEED_USES)
		return arena_print(arena, "uses %s of %s as %s", grant->interface, peer_of(plan, grant),
				   grant->name);
	return arena_print(arena, "provides %s to %s", grant->interface, peer_of(plan, grant));
}

const char *plan_grant_text(struct arena *arena, const struct plan *plan, const struct kaal_plan_grant *grant)
{
	switch (grant->kind) {
	case KAAL_NEED_USES:
	case KAAL_NEED_PROVIDES:
		return end_text(arena, plan, grant);
	case KAAL_NEED_IOPORTS:
		return arena_print(arena, "I/O ports 0x%" PRIx64 "..0x%" PRIx64 " (%s)", grant->a, grant->b,
				   grant->name);
	case KAAL_NEED_ISA_IRQ:
		return arena_print(arena, "ISA interrupt %" PRIu64 " (%s)", grant->a, grant->name);
	case KAAL_NEED_DT_MMIO:
		return arena_print(arena, "registers %" PRIu64 " of %s #%" PRIu64, grant->a, grant->match,
				   grant->b);
	case KAAL_NEED_DT_IRQ:
		return arena_print(arena, "interrupt %" PRIu64 " of %s #%" PRIu64, grant->a, grant->match,
				   grant->b);
	case KAAL_NEED_DEVICE:
		return arena_print(arena, "device %s #%" PRIu64 " (%s)", grant->match, grant->b, grant->name);
	case KAAL_NEED_MEMORY:
		return arena_print(arena, "memory, %" PRIu64 " KiB", grant->a >> 10);
	case KAAL_NEED_DMA:
		return arena_print(arena, "DMA memory, %" PRIu64 " KiB (%s)", grant->a >> 10, grant->name);
	case KAAL_NEED_REGION:
		return arena_print(arena, "region %" PRIu64 " (%s)", grant->a, grant->name);
	case KAAL_NEED_IRQ:
		return arena_print(arena, "interrupt %" PRIu64 " (%s)", grant->a, grant->name);
	default:
		return arena_print(arena, "kind %" PRIu32 " (%s)", grant->kind, grant->name);
	}
}
