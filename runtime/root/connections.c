/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Connections between components. Their memory belongs to neither side: one that
 * ends must not take memory away under the other.
 */
#include <core/errno.h>
#include <core/text.h>

#include "kernel_calls.h"
#include "loader.h"

static int create_memory(struct root *root, struct connection *connection)
{
	return connection->pages ? pool_frames(&root->pool, connection->pages, &connection->frames) : 0;
}

int connections_create(struct root *root, char why[COMPONENT_WHY_BYTES])
{
	for (unsigned i = 0; i < root->plan.connections_count; i++) {
		int error = create_memory(root, &root->plan.connections[i]);

		if (error) {
			text_print(why, COMPONENT_WHY_BYTES, "no memory left for what components share");
			return error;
		}
	}
	return 0;
}

/* A capability in @to's slot @slot that sets the bit which stands for @grant at @from. */
static int give_signal(const struct component *to, seL4_Word slot, const struct component *from,
		       const struct kaal_grant *grant)
{
	return kernel_mint(place_of(to, slot), from->notification, seL4_RightWrite, 1ull << grant->signal);
}

static int wire(const struct connection *connection)
{
	const struct component *client = connection->client, *provider = connection->provider;
	const struct kaal_grant *at_client = &client->grants[connection->client_grant];
	const struct kaal_grant *at_provider = &provider->grants[connection->provider_grant];
	int error = kernel_mint(place_of(client, at_client->slot), provider->endpoint,
				seL4_RightWrite | seL4_RightGrantReply, client->id);

	if (!error)
		error = give_signal(client, at_client->signal_slot, provider, at_provider);
	if (!error)
		error = give_signal(provider, at_provider->signal_slot, client, at_client);
	return error;
}

int connections_wire(struct root *root, struct component *component)
{
	int error = 0;

	for (unsigned i = 0; !error && i < root->plan.connections_count; i++) {
		const struct connection *connection = &root->plan.connections[i];

		if (connection->client != component && connection->provider != component)
			continue;
		if (component_is_running(connection->client) && component_is_running(connection->provider))
			error = wire(connection);
	}
	return error;
}

/*
 * A client whose call was taken but not answered waits for a reply capability that
 * is gone; resumed, it makes its call again and learns that nobody is there.
 */
void connections_wake_clients(struct root *root, const struct component *provider)
{
	for (unsigned i = 0; i < root->plan.connections_count; i++) {
		const struct connection *connection = &root->plan.connections[i];

		if (connection->provider == provider && component_is_running(connection->client))
			seL4_TCB_Resume(connection->client->tcb);
	}
}
