/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "plan.h"

#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include "abi/kaal/ring.h"
#include "arch_objects.h"
#include "layout.h"

struct component *plan_find(struct plan *plan, const char *name)
{
	for (unsigned i = 0; i < plan->components_count; i++)
		if (strcmp(plan->components[i].name, name) == 0)
			return &plan->components[i];
	return NULL;
}

struct component *plan_component(struct plan *plan, uint64_t id)
{
	return id >= 1 && id <= plan->components_count ? &plan->components[id - 1] : NULL;
}

static void reject(struct component *component, const char *why, const struct plan_report *report)
{
	component->state = KAAL_STATE_REJECTED;
	report->rejected(report->context, component, why);
}

static struct component *add_entry(struct plan *plan, const char *name)
{
	struct component *component;

	if (plan->components_count == COMPONENTS_MAX)
		return NULL;
	component = &plan->components[plan->components_count++];
	component->id = plan->components_count;
	component->state = KAAL_STATE_STOPPED;
	text_print(component->name, sizeof component->name, "%s", name);
	return component;
}

void plan_add_damaged(struct plan *plan, const char *name, const char *why, const struct plan_report *report)
{
	struct component *component = add_entry(plan, name);

	if (component)
		reject(component, why, report);
}

static int read_descriptor(struct component *component, char why[COMPONENT_WHY_BYTES])
{
	struct kaal_component descriptor;
	struct elf_bytes section;
	int error;

	if (elf_section(&component->elf, KAAL_COMPONENT_SECTION, &section) ||
	    section.count < sizeof descriptor) {
		text_print(why, COMPONENT_WHY_BYTES,
			   "has no component descriptor (section " KAAL_COMPONENT_SECTION ")");
		return -EINVAL;
	}
	memcpy(&descriptor, section.at, sizeof descriptor);
	error = descriptor_check(&descriptor, why);
	if (!error)
		component->descriptor = descriptor;
	return error;
}

static int read_component(struct plan *plan, struct component *component, const struct bundle_file *file,
			  char why[COMPONENT_WHY_BYTES])
{
	static const struct elf_limits limits = { ARCH_ELF_MACHINE, LAYOUT_IMAGE_FIRST, LAYOUT_IMAGE_END };
	const struct component *same;
	int error = elf_open(&component->elf, file->bytes, file->count, &limits, why);

	if (!error)
		error = read_descriptor(component, why);
	if (error)
		return error;
	same = plan_find(plan, component->descriptor.name);
	if (same && same != component) {
		text_print(why, COMPONENT_WHY_BYTES, "calls itself %s, which is there already",
			   component->descriptor.name);
		return -EINVAL;
	}
	memcpy(component->name, component->descriptor.name, sizeof component->name);
	return 0;
}

struct component *plan_add(struct plan *plan, const struct bundle_file *file,
			   const struct plan_report *report)
{
	struct component *component = add_entry(plan, file->name);
	char why[COMPONENT_WHY_BYTES];

	if (component && read_component(plan, component, file, why))
		reject(component, why, report);
	return component;
}

static bool is_rejected(const struct component *component)
{
	return component->state == KAAL_STATE_REJECTED;
}

static const char *need_interface(const struct kaal_need *need)
{
	return need->interface[0] ? need->interface : need->name;
}

static bool component_provides(const struct component *component, const char *interface)
{
	for (unsigned i = 0; i < component->descriptor.needs_count; i++)
		if (component->descriptor.needs[i].kind == KAAL_NEED_PROVIDES &&
		    strcmp(need_interface(&component->descriptor.needs[i]), interface) == 0)
			return true;
	return false;
}

bool component_manages(const struct component *component)
{
	for (unsigned i = 0; i < component->descriptor.needs_count; i++)
		if (component->descriptor.needs[i].kind == KAAL_NEED_MANAGE)
			return true;
	return false;
}

static struct component *find_provider(struct plan *plan, const char *interface)
{
	for (unsigned i = 0; i < plan->components_count; i++)
		if (!is_rejected(&plan->components[i]) && component_provides(&plan->components[i], interface))
			return &plan->components[i];
	return NULL;
}

/* Can two needs not both be met? Interfaces have one provider, devices one driver. */
static bool needs_collide(const struct kaal_need *a, const struct kaal_need *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case KAAL_NEED_PROVIDES:
		return strcmp(need_interface(a), need_interface(b)) == 0;
	case KAAL_NEED_IOPORTS:
		return a->a <= b->b && b->a <= a->b;
	case KAAL_NEED_ISA_IRQ:
		return a->a == b->a;
	case KAAL_NEED_DT_MMIO:
	case KAAL_NEED_DT_IRQ:
		return a->a == b->a && a->b == b->b && strcmp(a->match, b->match) == 0;
	default:
		return false;
	}
}

static void describe_collision(char why[COMPONENT_WHY_BYTES], const struct kaal_need *need,
			       const struct component *other)
{
	if (need->kind == KAAL_NEED_PROVIDES)
		text_print(why, COMPONENT_WHY_BYTES, "provides %s, which %s provides already",
			   need_interface(need), other->name);
	else if (need->kind == KAAL_NEED_IOPORTS)
		text_print(why, COMPONENT_WHY_BYTES, "asks for I/O ports 0x%lx..0x%lx, which %s has already",
			   need->a, need->b, other->name);
	else if (need->kind == KAAL_NEED_DT_MMIO || need->kind == KAAL_NEED_DT_IRQ)
		text_print(why, COMPONENT_WHY_BYTES, "is a driver for %s, which %s is already", need->match,
			   other->name);
	else
		text_print(why, COMPONENT_WHY_BYTES, "asks for ISA interrupt %lu, which %s has already",
			   need->a, other->name);
}

/* Does @component want what @other, which comes before it, has? */
static bool collides(const struct component *component, const struct component *other,
		     char why[COMPONENT_WHY_BYTES])
{
	for (unsigned i = 0; i < component->descriptor.needs_count; i++)
		for (unsigned j = 0; j < other->descriptor.needs_count; j++)
			if (needs_collide(&component->descriptor.needs[i], &other->descriptor.needs[j])) {
				describe_collision(why, &component->descriptor.needs[i], other);
				return true;
			}
	return false;
}

static void reject_collisions(struct plan *plan, const struct plan_report *report)
{
	char why[COMPONENT_WHY_BYTES];

	for (unsigned i = 0; i < plan->components_count; i++)
		for (unsigned j = 0; j < i; j++) {
			struct component *component = &plan->components[i];

			if (!is_rejected(component) && !is_rejected(&plan->components[j]) &&
			    collides(component, &plan->components[j], why))
				reject(component, why, report);
		}
}

/* @return whether @component uses something that nobody provides (any more) */
static bool lacks_provider(struct plan *plan, const struct component *component,
			   char why[COMPONENT_WHY_BYTES])
{
	for (unsigned i = 0; i < component->descriptor.needs_count; i++) {
		const struct kaal_need *need = &component->descriptor.needs[i];

		if (need->kind != KAAL_NEED_USES || find_provider(plan, need_interface(need)))
			continue;
		text_print(why, COMPONENT_WHY_BYTES, "uses %s, which no component provides",
			   need_interface(need));
		return true;
	}
	return false;
}

/* Whoever is rejected may have provided what others use, so until nothing changes. */
static void reject_unprovided(struct plan *plan, const struct plan_report *report)
{
	char why[COMPONENT_WHY_BYTES];

	for (unsigned i = 0; i < plan->components_count; i++)
		if (!is_rejected(&plan->components[i]) && lacks_provider(plan, &plan->components[i], why)) {
			reject(&plan->components[i], why, report);
			i = -1u;
		}
}

void plan_reject(struct plan *plan, struct component *component, const char *why,
		 const struct plan_report *report)
{
	reject(component, why, report);
	reject_unprovided(plan, report);
}

static struct kaal_grant *add_grant(struct component *component, const struct kaal_need *need)
{
	unsigned index = component->grants_count++;
	struct kaal_grant *grant = &component->grants[index];

	*grant = (struct kaal_grant){ .kind = need->kind,
				      .signal = index,
				      .flags = need->flags,
				      .a = need->a,
				      .b = need->b,
				      .c = need->c };
	memcpy(grant->name, need->name, sizeof grant->name);
	memcpy(grant->interface, need_interface(need), sizeof grant->interface);
	memcpy(component->matches[index], need->match, sizeof need->match);
	grant->slot = KAAL_SLOT_GRANTS + 2 * index;
	return grant;
}

static bool need_is_device(const struct kaal_need *need)
{
	return need->kind == KAAL_NEED_IOPORTS || need->kind == KAAL_NEED_ISA_IRQ ||
	       need->kind == KAAL_NEED_DT_MMIO || need->kind == KAAL_NEED_DT_IRQ;
}

static void add_own_grants(struct component *component)
{
	for (unsigned i = 0; i < component->descriptor.needs_count; i++) {
		const struct kaal_need *need = &component->descriptor.needs[i];

		if (need_is_device(need))
			add_grant(component, need);
	}
}

/* A ring with its header, on pages of its own. */
static uint64_t ring_memory(uint64_t data_bytes)
{
	return data_bytes ? page_round_up(KAAL_RING_HEADER_BYTES + data_bytes) : 0;
}

static void connect(struct plan *plan, struct component *client, const struct kaal_need *need,
		    struct component *provider)
{
	struct connection *connection = &plan->connections[plan->connections_count++];
	struct kaal_grant *at_client = add_grant(client, need);
	struct kaal_grant *at_provider = add_grant(provider, need);

	at_provider->kind = KAAL_NEED_PROVIDES;
	at_provider->signal_slot = at_provider->slot + 1;
	at_provider->slot = 0;
	at_provider->peer = client->id;
	at_client->signal_slot = at_client->slot + 1;
	at_client->peer = provider->id;
	at_client->bytes = at_provider->bytes = ring_memory(need->a);
	at_client->back_bytes = at_provider->back_bytes = ring_memory(need->b);
	*connection = (struct connection){
		.client = client,
		.provider = provider,
		.client_grant = (unsigned)(at_client - client->grants),
		.provider_grant = (unsigned)(at_provider - provider->grants),
		.pages = (at_client->bytes + at_client->back_bytes) >> seL4_PageBits,
	};
}

/* @return whether there is room for all that @component wants to be connected to */
static bool has_room(struct plan *plan, const struct component *component, char why[COMPONENT_WHY_BYTES])
{
	unsigned connections = 0;

	for (unsigned i = 0; i < component->descriptor.needs_count; i++) {
		const struct kaal_need *need = &component->descriptor.needs[i];
		const struct component *provider;

		if (need->kind != KAAL_NEED_USES)
			continue;
		connections++;
		provider = find_provider(plan, need_interface(need));
		if (provider->grants_count + connections <= COMPONENT_GRANTS_MAX && provider != component)
			continue;
		text_print(why, COMPONENT_WHY_BYTES, "uses %s, but %s %s", need_interface(need),
			   provider->name,
			   provider == component ? "is itself" : "has no room for another client");
		return false;
	}
	if (plan->connections_count + connections > CONNECTIONS_MAX ||
	    component->grants_count + connections > COMPONENT_GRANTS_MAX) {
		text_print(why, COMPONENT_WHY_BYTES, "there are too many connections");
		return false;
	}
	return true;
}

static void connect_all(struct plan *plan, struct component *client)
{
	for (unsigned i = 0; i < client->descriptor.needs_count; i++) {
		const struct kaal_need *need = &client->descriptor.needs[i];

		if (need->kind == KAAL_NEED_USES)
			connect(plan, client, need, find_provider(plan, need_interface(need)));
	}
}

void plan_connect(struct plan *plan, const struct plan_report *report)
{
	char why[COMPONENT_WHY_BYTES];

	reject_collisions(plan, report);
	reject_unprovided(plan, report);
	for (unsigned i = 0; i < plan->components_count; i++)
		if (!is_rejected(&plan->components[i]))
			add_own_grants(&plan->components[i]);
	for (unsigned i = 0; i < plan->components_count; i++) {
		struct component *component = &plan->components[i];

		if (is_rejected(component))
			continue;
		if (has_room(plan, component, why))
			connect_all(plan, component);
		else
			plan_reject(plan, component, why, report);
	}
}
