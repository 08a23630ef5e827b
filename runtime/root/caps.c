/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a component holds, told from the plan: its CSpace contains what grants.c and
 * connections.c put there, and it has no way to change that.
 */
#include "caps.h"

#include <core/errno.h>
#include <core/text.h>

#include "loader.h"

/* Counts down to the capability asked for. */
struct search {
	uint64_t left;
	struct kaal_root_cap *out;
};

static bool found(struct search *search, uint64_t slot, uint64_t type, uint64_t rights, uint64_t detail)
{
	if (search->left--)
		return false;
	*search->out = (struct kaal_root_cap){ slot, type, rights, detail, "" };
	return true;
}

#define name_cap(search, ...) text_print((search)->out->text, sizeof(search)->out->text, __VA_ARGS__)

static bool search_fixed(struct search *search, const struct component *component)
{
	const uint64_t call = seL4_RightWrite | seL4_RightGrantReply;

	if (found(search, KAAL_SLOT_ROOT, KAAL_CAP_ENDPOINT, call, component->id))
		return name_cap(search, "endpoint of the root task, badge %u, call", component->id);
	if (found(search, KAAL_SLOT_FAULT, KAAL_CAP_ENDPOINT, call, component->id | BADGE_FAULT))
		return name_cap(search, "endpoint of the root task, for faults");
	if (found(search, KAAL_SLOT_NOTIFICATION, KAAL_CAP_NOTIFICATION, seL4_RightRead, 0))
		return name_cap(search, "its own notification, wait");
	for (unsigned i = 0; i < component->descriptor.needs_count; i++)
		if (component->descriptor.needs[i].kind == KAAL_NEED_PROVIDES)
			return found(search, KAAL_SLOT_SERVER, KAAL_CAP_ENDPOINT, seL4_RightRead, 0) &&
			       name_cap(search, "its own endpoint, receive");
	return false;
}

static bool search_signal(struct search *search, const struct kaal_grant *grant, const struct component *peer,
			  unsigned peer_grant)
{
	unsigned signal = peer->grants[peer_grant].signal;

	return component_is_running(peer) &&
	       found(search, grant->signal_slot, KAAL_CAP_NOTIFICATION, seL4_RightWrite, 1ull << signal) &&
	       name_cap(search, "notification of %s, bit %u, signal", peer->name, signal);
}

static bool search_client(struct search *search, const struct connection *connection,
			  const struct kaal_grant *grant)
{
	const struct component *client = connection->client, *provider = connection->provider;

	if (component_is_running(provider) &&
	    found(search, grant->slot, KAAL_CAP_ENDPOINT, seL4_RightWrite | seL4_RightGrantReply, client->id))
		return name_cap(search, "endpoint of %s, badge %u, call", provider->name, client->id);
	return search_signal(search, grant, provider, connection->provider_grant);
}

static bool search_connection(struct search *search, const struct root *root,
			      const struct component *component, unsigned index)
{
	const struct kaal_grant *grant = &component->grants[index];

	for (unsigned i = 0; i < root->plan.connections_count; i++) {
		const struct connection *connection = &root->plan.connections[i];

		if (connection->client == component && connection->client_grant == index)
			return search_client(search, connection, grant);
		if (connection->provider == component && connection->provider_grant == index)
			return search_signal(search, grant, connection->client, connection->client_grant);
	}
	return false;
}

static bool search_grant(struct search *search, const struct root *root, const struct component *component,
			 unsigned index)
{
	const struct kaal_grant *grant = &component->grants[index];

	switch (grant->kind) {
	case KAAL_NEED_IOPORTS:
		return found(search, grant->slot, KAAL_CAP_IOPORTS, seL4_RightsMask,
			     grant->a << 16 | grant->b) &&
		       name_cap(search, "I/O ports 0x%lx..0x%lx (%s)", grant->a, grant->b, grant->name);
	case KAAL_NEED_ISA_IRQ:
		return found(search, grant->slot, KAAL_CAP_IRQ, seL4_RightsMask, grant->a) &&
		       name_cap(search, "ISA interrupt %lu (%s), bit %u", grant->a, grant->name,
				grant->signal);
	case KAAL_NEED_DT_MMIO:
		return found(search, 0, KAAL_CAP_MMIO, seL4_RightRead | seL4_RightWrite, grant->a) &&
		       name_cap(search, "registers at 0x%lx, %lu bytes (%s)", grant->a, grant->bytes,
				grant->name);
	case KAAL_NEED_DT_IRQ:
		return found(search, grant->slot, KAAL_CAP_IRQ, seL4_RightsMask, grant->a) &&
		       name_cap(search, "GIC interrupt %lu (%s), bit %u", grant->a, grant->name,
				grant->signal);
	default:
		return search_connection(search, root, component, index);
	}
}

static bool search_grants(struct search *search, const struct root *root, const struct component *component)
{
	for (unsigned i = 0; i < component->grants_count; i++)
		if (search_grant(search, root, component, i))
			return true;
	return false;
}

int caps_describe(const struct root *root, const struct component *component, uint64_t index,
		  struct kaal_root_cap *out)
{
	struct search search = { index, out };

	if (!component_is_running(component))
		return -ENOENT;
	if (search_fixed(&search, component) || search_grants(&search, root, component))
		return 0;
	return -ENOENT;
}
