/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Ends that nobody mentions: connected where there is no choice. */
#include <stdio.h>
#include <string.h>

#include "abi/kaal/timer.h"
#include "resolve/catalogue.h"
#include "resolve/steps.h"

/* The candidates for one end. */
struct choice {
	struct component *first, *second;
	unsigned int count;
};

static struct choice choose(const struct resolved *resolved, const struct component *client,
			    const char *interface)
{
	struct choice choice = { NULL, NULL, 0 };

	for (size_t i = 0; i < resolved->components_count; i++) {
		struct component *candidate = resolved->components[i];

		if (candidate == client || !component_provides(candidate, interface))
			continue;
		if (choice.count == 0)
			choice.first = candidate;
		else if (choice.count == 1)
			choice.second = candidate;
		choice.count++;
	}
	return choice;
}

/* The place to complain about an end at. */
static struct source_range place_of(const struct component *client, const struct need *need)
{
	return source_is_somewhere(need->at) ? need->at : client->at;
}

static void report_ambiguous(struct resolved *resolved, const struct component *client,
			     const struct need *need, const struct choice *choice)
{
	diagnostic_report(resolved->diagnostics, MESSAGE_PROVIDER_AMBIGUOUS, place_of(client, need),
			  client->name, need->row.name, need_interface(&need->row), choice->first->name,
			  choice->second->name);
	diagnostic_help(resolved->diagnostics, "add to [connections]: %s.%s = \"%s\"", client->name,
			need->row.name, choice->first->name);
}

/* Add a built-in provider, if KaaL has exactly one. */
static struct component *add_provider(struct resolved *resolved, const struct component *client,
				      const char *interface)
{
	const char *name = catalogue_provider(resolved, interface);

	return name && !resolved_find(resolved, name) ? catalogue_add(resolved, name, client) : NULL;
}

static void report_unconnected(struct resolved *resolved, const struct component *client,
			       const struct need *need)
{
	diagnostic_report(resolved->diagnostics, MESSAGE_END_UNCONNECTED, place_of(client, need),
			  client->name, need->row.name, need_interface(&need->row));
}

static void connect_need(struct resolved *resolved, struct component *client, struct need *need)
{
	const char *interface = need_interface(&need->row);
	struct choice choice = choose(resolved, client, interface);

	if (choice.count > 1) {
		report_ambiguous(resolved, client, need, &choice);
		return;
	}
	if (choice.count == 0 && !(need->row.flags & KAAL_NEED_OPTIONAL)) {
		choice.first = add_provider(resolved, client, interface);
		if (!choice.first)
			report_unconnected(resolved, client, need);
	}
	if (choice.first) {
		need->provider = choice.first;
		need->provided = component_provides(choice.first, interface);
	}
}

/* What is optional waits for what others bring along. */
static void connect_all(struct resolved *resolved, bool optional)
{
	for (size_t i = 0; i < resolved->components_count; i++)
		for (size_t j = 0; j < resolved->components[i]->needs_count; j++) {
			struct need *need = resolved->components[i]->needs[j];
			bool is_optional = need->row.flags & KAAL_NEED_OPTIONAL;

			if (need->row.kind == KAAL_NEED_USES && !need->provider && is_optional == optional)
				connect_need(resolved, resolved->components[i], need);
		}
}

void connect_rest(struct resolved *resolved)
{
	connect_all(resolved, false);
	connect_all(resolved, true);
}

static bool wants_time(const struct component *component)
{
	return component->row.restart != KAAL_RESTART_NEVER || component->row.heartbeat_ms;
}

void connect_root(struct resolved *resolved)
{
	const struct component *wanting = NULL;
	struct choice choice = choose(resolved, NULL, KAAL_TIMER);

	for (size_t i = 0; !wanting && i < resolved->components_count; i++)
		if (wants_time(resolved->components[i]))
			wanting = resolved->components[i];
	if (!wanting)
		return;
	resolved->timer = choice.first ? choice.first : add_provider(resolved, wanting, KAAL_TIMER);
	connect_rest(resolved); /* what the timer itself uses */
}
