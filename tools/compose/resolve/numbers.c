/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The plan's tables. A component's grants are its resources, then the ends that it uses, then the ends that
 * others use of it. Capabilities follow each other from KAAL_SLOT_GRANTS on. Interrupts have signal bits of
 * their own; connections take what is left over, in turn when they are too many.
 */
#include <string.h>

#include "abi/kaal/timer.h"
#include "resolve/steps.h"

enum {
	/* slots for what a component with a device can ask the broker for: ports of each BAR, interrupts */
	RUNTIME_SLOTS = 32,
	SIGNALS = KAAL_SIGNAL_GRANTS_LAST + 1,
};

/* A descriptor cannot ask for so many interrupts that connections have no bit left to share. */
_Static_assert((int)KAAL_NEEDS_MAX < (int)SIGNALS, "interrupts have bits of their own");

/* What has been used up of one component. */
struct counter {
	uint32_t slot;       /* next free one */
	uint32_t interrupts; /* signal bits that stand for one interrupt alone */
	uint32_t ends;       /* of connections that have a signal bit */
};

/* A client's end and the provider's, before they have grants. */
struct wire {
	uint32_t client; /* KAAL_PLAN_NONE: the root task */
	uint32_t provider;
	const struct kaal_need *used, *provided;
};

struct filling {
	struct resolved *resolved;
	struct plan *plan;
	struct counter *counters; /* of each component */
	struct wire *wires;       /* of each connection */
};

static struct kaal_plan_grant *next_grant(struct filling *filling)
{
	struct kaal_plan *header = &filling->plan->header;

	filling->plan->grants = arena_grow(filling->resolved->arena, filling->plan->grants,
					   header->grants_count, sizeof(struct kaal_plan_grant));
	return &filling->plan->grants[header->grants_count++];
}

static struct kaal_plan_grant *add_grant(struct filling *filling, const struct kaal_need *row)
{
	struct kaal_plan_grant *grant = next_grant(filling);

	*grant = (struct kaal_plan_grant){
		.kind = row->kind,
		.signal = KAAL_PLAN_NONE,
		.connection = KAAL_PLAN_NONE,
		.flags = row->flags,
		.a = row->a,
		.b = row->b,
		.c = row->c,
	};
	memcpy(grant->name, row->name, sizeof grant->name);
	memcpy(grant->interface, row->interface, sizeof grant->interface);
	memcpy(grant->match, row->match, sizeof grant->match);
	return grant;
}

static bool is_end(const struct kaal_need *row)
{
	return row->kind == KAAL_NEED_USES || row->kind == KAAL_NEED_PROVIDES;
}

static bool is_interrupt(const struct kaal_need *row)
{
	return row->kind == KAAL_NEED_ISA_IRQ || row->kind == KAAL_NEED_DT_IRQ;
}

static void add_resource(struct filling *filling, struct counter *counter, const struct kaal_need *row)
{
	struct kaal_plan_grant *grant = add_grant(filling, row);

	if (is_interrupt(row)) {
		grant->slot = counter->slot++;
		grant->signal = counter->interrupts++;
	} else if (row->kind == KAAL_NEED_IOPORTS) {
		grant->slot = counter->slot++;
	}
}

/* Alternatives of one device stand together, so that the first of them can stand for all. */
static void add_device(struct filling *filling, const struct component *component, size_t index)
{
	const struct kaal_need *first = &component->needs[index]->row;

	for (size_t i = 0; i < component->needs_count; i++) {
		const struct kaal_need *row = &component->needs[i]->row;

		if (row->kind != KAAL_NEED_DEVICE || strcmp(row->name, first->name) != 0)
			continue;
		if (i < index)
			return;
		add_grant(filling, row);
	}
}

static void add_resources(struct filling *filling, const struct component *component)
{
	struct counter *counter = &filling->counters[component->index];

	for (size_t i = 0; i < component->needs_count; i++) {
		const struct kaal_need *row = &component->needs[i]->row;

		if (row->kind == KAAL_NEED_DEVICE)
			add_device(filling, component, i);
		else if (!is_end(row))
			add_resource(filling, counter, row);
	}
}

/* A bit of what interrupts have left over. */
static uint32_t next_signal(struct counter *counter)
{
	return counter->interrupts + counter->ends++ % (SIGNALS - counter->interrupts);
}

static void name_interface(struct kaal_plan_grant *grant, const struct kaal_need *row)
{
	memset(grant->interface, 0, sizeof grant->interface);
	strcpy(grant->interface, need_interface(row));
}

static void add_wire(struct filling *filling, const struct wire *wire)
{
	struct kaal_plan *header = &filling->plan->header;
	uint32_t index = header->connections_count++;
	struct arena *arena = filling->resolved->arena;

	filling->wires = arena_grow(arena, filling->wires, index, sizeof *wire);
	filling->wires[index] = *wire;
	filling->plan->connections =
		arena_grow(arena, filling->plan->connections, index, sizeof(struct kaal_plan_connection));
	filling->plan->connections[index] = (struct kaal_plan_connection){
		.client = wire->client,
		.provider = wire->provider,
		.client_grant = KAAL_PLAN_NONE,
		.forward_bytes = wire->used->a,
		.backward_bytes = wire->used->b,
		.data_bytes = wire->used->c,
	};
}

static void add_wires(struct filling *filling)
{
	static const struct kaal_need roots = { .kind = KAAL_NEED_USES, .name = KAAL_TIMER };
	const struct resolved *resolved = filling->resolved;

	for (uint32_t i = 0; i < resolved->components_count; i++)
		for (size_t j = 0; j < resolved->components[i]->needs_count; j++) {
			const struct need *need = resolved->components[i]->needs[j];

			if (need->provider)
				add_wire(filling, &(struct wire){ i, need->provider->index, &need->row,
								  &need->provided->row });
		}
	if (resolved->timer)
		add_wire(filling, &(struct wire){ KAAL_PLAN_NONE, resolved->timer->index, &roots,
						  &component_provides(resolved->timer, KAAL_TIMER)->row });
}

static void add_client_end(struct filling *filling, struct counter *counter, uint32_t connection)
{
	const struct wire *wire = &filling->wires[connection];
	struct kaal_plan_grant *grant = add_grant(filling, wire->used);

	grant->connection = connection;
	grant->slot = counter->slot++;
	grant->signal_slot = counter->slot++;
	grant->signal = next_signal(counter);
	name_interface(grant, wire->used);
	filling->plan->connections[connection].client_grant = filling->plan->header.grants_count - 1;
}

/* How large the memory is, the client has said. */
static void add_provider_end(struct filling *filling, struct counter *counter, uint32_t connection)
{
	const struct wire *wire = &filling->wires[connection];
	struct kaal_plan_grant *grant = add_grant(filling, wire->provided);

	grant->connection = connection;
	grant->signal_slot = counter->slot++;
	grant->signal = next_signal(counter);
	grant->flags = wire->used->flags;
	grant->a = wire->used->a;
	grant->b = wire->used->b;
	grant->c = wire->used->c;
	name_interface(grant, wire->provided);
	filling->plan->connections[connection].provider_grant = filling->plan->header.grants_count - 1;
}

static void add_ends(struct filling *filling, const struct component *component)
{
	struct counter *counter = &filling->counters[component->index];
	uint32_t connections = filling->plan->header.connections_count;

	for (uint32_t i = 0; i < connections; i++)
		if (filling->wires[i].client == component->index)
			add_client_end(filling, counter, i);
	for (uint32_t i = 0; i < connections; i++)
		if (filling->wires[i].provider == component->index)
			add_provider_end(filling, counter, i);
}

static bool has_device(const struct component *component)
{
	for (size_t i = 0; i < component->needs_count; i++)
		if (component->needs[i]->row.kind == KAAL_NEED_DEVICE)
			return true;
	return false;
}

/* Besides its grants: a notification a thread, and what it may ask for. */
static uint32_t slots_of(const struct component *component, const struct counter *counter)
{
	return counter->slot + component->row.threads_max + (has_device(component) ? RUNTIME_SLOTS : 0);
}

static void size_cspace(struct resolved *resolved, struct component *component, uint32_t slots)
{
	uint32_t bits = KAAL_PLAN_CNODE_BITS_MIN;

	while (1u << bits < slots)
		bits++;
	if (bits > KAAL_PLAN_CNODE_BITS_MAX)
		diagnostic_report(
			resolved->diagnostics, MESSAGE_CSPACE_FULL, component->at, component->name,
			diagnostic_text(resolved->diagnostics, "%u", slots),
			diagnostic_text(resolved->diagnostics, "%u", 1u << KAAL_PLAN_CNODE_BITS_MAX));
	component->row.cnode_bits = bits;
}

static void fill_component(struct filling *filling, struct component *component)
{
	struct counter *counter = &filling->counters[component->index];
	struct kaal_plan *header = &filling->plan->header;

	counter->slot = KAAL_SLOT_GRANTS;
	component->row.grants_first = header->grants_count;
	add_resources(filling, component);
	add_ends(filling, component);
	component->row.grants_count = header->grants_count - component->row.grants_first;
	component->row.file = component->program ? component->program->bundle_file : KAAL_PLAN_NONE;
	size_cspace(filling->resolved, component, slots_of(component, counter));
}

static void check_count(struct resolved *resolved, size_t count, unsigned int limit, const char *what)
{
	if (count > limit)
		diagnostic_report(resolved->diagnostics, MESSAGE_PLAN_TOO_LARGE, SOURCE_NOWHERE,
				  diagnostic_text(resolved->diagnostics, "%zu", count), what,
				  diagnostic_text(resolved->diagnostics, "%u", limit));
}

void plan_fill(struct resolved *resolved)
{
	size_t count = resolved->components_count;
	struct plan *plan = &resolved->plan;
	struct filling filling = {
		.resolved = resolved,
		.plan = plan,
		.counters = arena_alloc(resolved->arena, count * sizeof(struct counter)),
	};

	strncpy(plan->header.system, resolved->name, sizeof plan->header.system - 1);
	strncpy(plan->header.system_version, resolved->version, sizeof plan->header.system_version - 1);
	plan->components = arena_alloc(resolved->arena, count * sizeof plan->components[0]);
	plan->header.components_count = (uint32_t)count;
	add_wires(&filling);
	for (size_t i = 0; i < count; i++) {
		fill_component(&filling, resolved->components[i]);
		plan->components[i] = resolved->components[i]->row;
	}
	check_count(resolved, count, KAAL_PLAN_COMPONENTS_MAX, "components");
	check_count(resolved, plan->header.grants_count, KAAL_PLAN_GRANTS_MAX, "grants");
	check_count(resolved, plan->header.connections_count, KAAL_PLAN_CONNECTIONS_MAX, "connections");
}
