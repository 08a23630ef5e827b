/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "check/advice.h"

#include <inttypes.h>

static struct source_range place_of(const struct component *client, const struct need *need)
{
	if (source_is_somewhere(need->connected_at))
		return need->connected_at;
	return source_is_somewhere(need->at) ? need->at : client->at;
}

static const char *number(const struct resolved *resolved, uint32_t value)
{
	return arena_print(resolved->arena, "%" PRIu32, value);
}

/* While a client above its provider runs, the provider does not, and cannot serve others. */
static void check_priority(const struct resolved *resolved, const struct component *client,
			   const struct need *need)
{
	const struct component *provider = need->provider;

	if (client->row.priority <= provider->row.priority)
		return;
	diagnostic_report(resolved->diagnostics, MESSAGE_PRIORITY_ABOVE, place_of(client, need), client->name,
			  number(resolved, client->row.priority), provider->name,
			  number(resolved, provider->row.priority));
}

static void check_start(const struct resolved *resolved, const struct component *client,
			const struct need *need)
{
	if (need->provider->row.flags & KAAL_PLAN_ON_DEMAND && !(client->row.flags & KAAL_PLAN_ON_DEMAND))
		diagnostic_report(resolved->diagnostics, MESSAGE_PROVIDER_ON_DEMAND, place_of(client, need),
				  client->name, need->row.name, need->provider->name);
}

static bool is_waited_for(const struct need *need)
{
	return need->provider && !(need->row.flags & KAAL_NEED_ON_REQUEST) &&
	       !(need->provider->row.flags & KAAL_PLAN_ON_DEMAND);
}

/* Whom one in a cycle waits for and shares its rank with is in the cycle too. */
static void check_cycle(const struct resolved *resolved, const struct component *client,
			const struct need *need)
{
	if (is_waited_for(need) && need->provider->row.rank == client->row.rank)
		diagnostic_report(resolved->diagnostics, MESSAGE_CYCLE, place_of(client, need), client->name,
				  need->provider->name);
}

/* Instances of one component have the same to be told: the first is enough. */
static bool is_further_instance(const struct resolved *resolved, size_t index)
{
	const struct model_component *model = resolved->components[index]->model;

	return index > 0 && model && resolved->components[index - 1]->model == model;
}

void advice_give(const struct resolved *resolved)
{
	for (size_t i = 0; i < resolved->components_count; i++) {
		const struct component *client = resolved->components[i];

		for (size_t j = 0; j < client->needs_count && !is_further_instance(resolved, i); j++) {
			const struct need *need = client->needs[j];

			if (!need->provider)
				continue;
			check_priority(resolved, client, need);
			check_start(resolved, client, need);
			check_cycle(resolved, client, need);
		}
	}
}
