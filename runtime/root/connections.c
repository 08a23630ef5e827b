/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "connections.h"

#include <core/errno.h>
#include <core/text.h>

#include "arch.h"
#include "kernel_calls.h"

static const struct kaal_plan_connection *plan_of(const struct root *root, uint32_t index)
{
	return &root->plan.connections[index];
}

struct component *connection_peer(struct root *root, const struct kaal_plan_grant *grant)
{
	const struct kaal_plan_connection *connection = plan_of(root, grant->connection);
	uint32_t peer = grant->kind == KAAL_NEED_USES ? connection->provider : connection->client;

	return peer == KAAL_PLAN_NONE ? NULL : &root->components[peer];
}

/* --- memory ----------------------------------------------------------------- */

static size_t ring_pages(const struct kaal_plan_connection *connection)
{
	return (plan_ring_bytes(connection->forward_bytes) + plan_ring_bytes(connection->backward_bytes)) >>
	       seL4_PageBits;
}

static bool is_acceptable(const struct root *root, uint32_t component)
{
	return component == KAAL_PLAN_NONE || root->components[component].state != KAAL_STATE_REJECTED;
}

/* Frames in a row, more than one call makes. */
static int make_rings(struct root *root, struct connection *connection, size_t pages)
{
	int error = slots_take(&root->slots, OWNER_ROOT, pages, &connection->rings);

	return error ? error : pool_fill_frames(&root->pool, pages, connection->rings);
}

static int create(struct root *root, uint32_t index)
{
	const struct kaal_plan_connection *plan = plan_of(root, index);
	struct connection *connection = &root->connections[index];
	size_t pages = ring_pages(plan);
	int error = pages ? make_rings(root, connection, pages) : 0;

	if (!error && plan->data_bytes)
		error = pool_region(&root->pool, plan->data_bytes, &connection->data);
	connection->made = !error;
	return error;
}

int connections_create(struct root *root, char why[COMPONENT_WHY_BYTES])
{
	for (uint32_t i = 0; i < root->plan.header->connections_count; i++) {
		const struct kaal_plan_connection *connection = plan_of(root, i);

		if (is_acceptable(root, connection->client) && is_acceptable(root, connection->provider) &&
		    create(root, i)) {
			text_print(why, COMPONENT_WHY_BYTES, "no memory left for what components share");
			return -ENOMEM;
		}
	}
	return 0;
}

int connection_describe(struct root *root, const struct kaal_plan_grant *grant, struct kaal_grant *out,
			char why[COMPONENT_WHY_BYTES])
{
	const struct kaal_plan_connection *connection = plan_of(root, grant->connection);
	const struct component *peer = connection_peer(root, grant);
	bool is_client = grant->kind == KAAL_NEED_USES;

	if (peer && peer->state == KAAL_STATE_REJECTED) {
		text_print(why, COMPONENT_WHY_BYTES, "uses %s, but %s was skipped", grant->interface,
			   component_name(peer));
		return -ENODEV; /* a provider does without that client */
	}
	out->peer = peer ? peer->id : 0;
	text_print(out->peer_name, sizeof out->peer_name, "%s", peer ? component_name(peer) : "root");
	out->bytes = plan_ring_bytes(connection->forward_bytes);
	out->back_bytes = plan_ring_bytes(connection->backward_bytes);
	out->data_bytes = connection->data_bytes;
	out->data_paddr = is_client ? 0 : root->connections[grant->connection].data.paddr;
	return 0;
}

/* This side's own capabilities to frames, mapped. */
static int map_copies(struct root *root, struct component *component, seL4_CPtr from, size_t count,
		      unsigned frame_bits, uint64_t vaddr)
{
	seL4_CPtr first;
	int error = slots_take(&root->slots, component->pool.owner, count, &first);

	for (size_t i = 0; !error && i < count; i++)
		error = kernel_copy(place_own(first + i), from + i, seL4_RightsMask);
	return error ? error
		     : vspace_map_sized(&component->vspace, first, count, frame_bits, vaddr,
					ELF_READ | ELF_WRITE);
}

int connection_map(struct root *root, struct component *component, const struct kaal_plan_grant *grant,
		   const struct kaal_grant *place)
{
	const struct connection *connection = &root->connections[grant->connection];
	size_t pages = (place->bytes + place->back_bytes) >> seL4_PageBits;
	int error = 0;

	if (pages)
		error = map_copies(root, component, connection->rings, pages, seL4_PageBits,
				   place->vaddr ? place->vaddr : place->back_vaddr);
	if (!error && connection->data.count)
		error = map_copies(root, component, connection->data.first, connection->data.count,
				   connection->data.frame_bits, place->data_vaddr);
	return error;
}

/* --- capabilities ------------------------------------------------------------ */

/* Is it time for this end's capabilities? */
static bool is_open(const struct root *root, const struct kaal_plan_grant *grant)
{
	const struct connection *connection = &root->connections[grant->connection];
	uint32_t client = plan_of(root, grant->connection)->client_grant;

	if (!connection->made)
		return false;
	return client == KAAL_PLAN_NONE || !(root->plan.grants[client].flags & KAAL_NEED_ON_REQUEST) ||
	       connection->opened;
}

uint32_t connection_signal_at_peer(const struct root *root, const struct kaal_plan_grant *grant)
{
	const struct kaal_plan_connection *connection = plan_of(root, grant->connection);
	uint32_t index =
		grant->kind == KAAL_NEED_USES ? connection->provider_grant : connection->client_grant;

	return root->plan.grants[index].signal;
}

bool connection_reaches(struct root *root, const struct kaal_plan_grant *grant)
{
	const struct component *peer = connection_peer(root, grant);

	return is_open(root, grant) && (!peer || peer->ends.block);
}

/* A capability that sets the bit which stands for the connection at the other end. */
static int wire_signal(struct root *root, const struct component *component,
		       const struct kaal_plan_grant *grant, const struct component *peer)
{
	struct place to = place_of(component, grant->signal_slot);
	uint32_t signal;

	if (!peer)
		return kernel_mint(to, root->timekeeper.arrivals, seL4_RightWrite, BADGE_TIME);
	signal = connection_signal_at_peer(root, grant);
	return signal == KAAL_PLAN_NONE
		       ? 0
		       : kernel_mint(to, peer->ends.notification, seL4_RightWrite, 1ull << signal);
}

/* The capabilities that @component has by this grant, to a peer that can be reached. */
static int wire_end(struct root *root, const struct component *component, const struct kaal_plan_grant *grant,
		    const struct component *peer)
{
	int error = 0;

	if (!is_open(root, grant))
		return 0;
	if (grant->slot)
		error = kernel_mint(place_of(component, grant->slot), peer->ends.endpoint,
				    seL4_RightWrite | seL4_RightGrantReply, KAAL_CALL_BADGE | component->id);
	return error || !grant->signal_slot ? error : wire_signal(root, component, grant, peer);
}

static bool is_connection(const struct kaal_plan_grant *grant)
{
	return grant->connection != KAAL_PLAN_NONE;
}

int connections_wire(struct root *root, struct component *component)
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, component->plan);
	int error = 0;

	for (uint32_t i = 0; !error && i < component->plan->grants_count; i++) {
		const struct component *peer;

		if (!is_connection(&grants[i]))
			continue;
		peer = connection_peer(root, &grants[i]);
		if (!peer)
			error = timekeeper_connect(root, component);
		if (!error && (!peer || peer->ends.block))
			error = wire_end(root, component, &grants[i], peer);
	}
	return error;
}

const struct kaal_plan_grant *connection_other_end(const struct root *root,
						   const struct kaal_plan_grant *grant)
{
	const struct kaal_plan_connection *connection = plan_of(root, grant->connection);

	return &root->plan.grants[grant->kind == KAAL_NEED_USES ? connection->provider_grant
								: connection->client_grant];
}

int connections_offer(struct root *root, struct component *component)
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, component->plan);
	int error = 0;

	for (uint32_t i = 0; !error && i < component->plan->grants_count; i++) {
		struct component *peer;

		if (!is_connection(&grants[i]))
			continue;
		peer = connection_peer(root, &grants[i]);
		if (peer && peer->wired)
			error = wire_end(root, peer, connection_other_end(root, &grants[i]), component);
	}
	return error;
}

int connection_open(struct root *root, struct component *client, const struct kaal_plan_grant *grant)
{
	struct connection *connection = &root->connections[grant->connection];
	struct component *provider = connection_peer(root, grant);
	int error = 0;

	if (!connection->made)
		return -ENODEV;
	if (connection->opened)
		return -EALREADY;
	connection->opened = true;
	if (provider->ends.block)
		error = wire_end(root, client, grant, provider);
	if (!error && provider->wired)
		error = wire_end(root, provider, connection_other_end(root, grant), client);
	return error;
}

static void close_one(struct root *root, const struct kaal_plan_grant *grant)
{
	struct connection *connection = &root->connections[grant->connection];
	const struct component *provider = connection_peer(root, grant);
	uint32_t slot = connection_other_end(root, grant)->signal_slot;

	if (connection->opened && slot && provider->wired)
		seL4_CNode_Delete(provider->cnode, slot, (seL4_Uint8)provider->plan->cnode_bits);
	connection->opened = false;
}

void connections_close(struct root *root, const struct component *component)
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, component->plan);

	for (uint32_t i = 0; i < component->plan->grants_count; i++)
		if (grants[i].kind == KAAL_NEED_USES && grants[i].flags & KAAL_NEED_ON_REQUEST)
			close_one(root, &grants[i]);
}
