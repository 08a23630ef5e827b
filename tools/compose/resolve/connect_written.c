/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* [connections]: each line ties an end of one component, or of each of its instances, to a provider. */
#include <string.h>

#include "resolve/catalogue.h"
#include "resolve/steps.h"

static bool is_instance_of(const struct component *component, const char *name)
{
	return component->model && component->model->count.value > 1 &&
	       strcmp(component->model->name, name) == 0;
}

/* The component of that name, or instance @nth (wrapping around) of several. NULL: there is none */
static struct component *find_nth(const struct resolved *resolved, const char *name, size_t nth)
{
	struct component *single = resolved_find(resolved, name);
	size_t seen = 0, count = 0;

	if (single)
		return single;
	for (size_t i = 0; i < resolved->components_count; i++)
		count += is_instance_of(resolved->components[i], name);
	for (size_t i = 0; i < resolved->components_count && count; i++)
		if (is_instance_of(resolved->components[i], name) && seen++ == nth % count)
			return resolved->components[i];
	return NULL;
}

static const char *const *names_of(const struct resolved *resolved)
{
	const char **names = arena_alloc(resolved->arena, resolved->components_count * sizeof *names);

	for (size_t i = 0; i < resolved->components_count; i++)
		names[i] = resolved->components[i]->name;
	return names;
}

static void report_unknown(struct resolved *resolved, const struct model_text *name)
{
	diagnostic_report(resolved->diagnostics, MESSAGE_COMPONENT_UNKNOWN, name->at, name->text);
	diagnostic_suggest(resolved->diagnostics, name->text, names_of(resolved), resolved->components_count);
}

static struct need *find_end(const struct component *client, const char *end)
{
	for (size_t i = 0; i < client->needs_count; i++)
		if (client->needs[i]->row.kind == KAAL_NEED_USES &&
		    strcmp(client->needs[i]->row.name, end) == 0)
			return client->needs[i];
	return NULL;
}

/* The names of all that a component uses, or of the interfaces that it provides. */
static size_t list_names(const struct resolved *resolved, const struct component *component,
			 enum kaal_need_kind kind, const char *const **out)
{
	const char **names = arena_alloc(resolved->arena, (component->needs_count + 1) * sizeof *names);
	size_t count = 0;

	for (size_t i = 0; i < component->needs_count; i++) {
		const struct kaal_need *row = &component->needs[i]->row;

		if (row->kind == kind)
			names[count++] = kind == KAAL_NEED_USES ? row->name : need_interface(row);
	}
	*out = names;
	return count;
}

static const char *join(struct resolved *resolved, const char *const *names, size_t count)
{
	const char *text = count ? names[0] : "nothing";

	for (size_t i = 1; i < count; i++)
		text = arena_print(resolved->arena, "%s, %s", text, names[i]);
	return text;
}

static void report_end(struct resolved *resolved, const struct component *client,
		       const struct model_connection *connection)
{
	const char *const *names;
	size_t count = list_names(resolved, client, KAAL_NEED_USES, &names);

	diagnostic_report(resolved->diagnostics, MESSAGE_END_UNKNOWN, connection->end.at, client->name,
			  connection->end.text, join(resolved, names, count));
	diagnostic_suggest(resolved->diagnostics, connection->end.text, names, count);
}

static void report_not_provided(struct resolved *resolved, const struct component *provider,
				const struct model_connection *connection, const char *interface)
{
	const char *const *names;
	size_t count = list_names(resolved, provider, KAAL_NEED_PROVIDES, &names);

	diagnostic_report(resolved->diagnostics, MESSAGE_NOT_PROVIDED, connection->at, provider->name,
			  interface, join(resolved, names, count));
	diagnostic_suggest(resolved->diagnostics, interface, names, count);
}

/* Which of the provider's interfaces is meant, when neither the line nor the client says it? */
static const char *guess_interface(const struct resolved *resolved, const struct component *provider,
				   const char *end)
{
	const char *const *names;
	size_t count = list_names(resolved, provider, KAAL_NEED_PROVIDES, &names);

	return count == 1 ? names[0] : end;
}

/* A component that is not KaaL's own has the ends that [connections] gives it. */
static struct need *make_end(struct resolved *resolved, struct component *client,
			     const struct component *provider, const struct model_connection *connection)
{
	const char *interface = connection->interface.text
					? connection->interface.text
					: guess_interface(resolved, provider, connection->end.text);
	const struct model_interface *described = interface_find(resolved, interface);
	struct kaal_need row = { .kind = KAAL_NEED_USES };

	if (!name_fits(connection->end.text) || !name_fits(interface)) {
		diagnostic_report(resolved->diagnostics, MESSAGE_NAME_LONG, connection->end.at,
				  name_fits(interface) ? connection->end.text : interface,
				  diagnostic_text(resolved->diagnostics, "%d", KAAL_NAME_BYTES - 1));
		return NULL;
	}
	strcpy(row.name, connection->end.text);
	strcpy(row.interface, interface);
	if (described) {
		row.a = described->ring.forward.value;
		row.b = described->ring.backward.value;
		row.c = described->ring.data.value;
	}
	return component_need(resolved, client, &row, connection->end.at);
}

static bool client_is_fixed(const struct component *client)
{
	return !client->model || !client->model->path.text;
}

static struct need *find_or_make_end(struct resolved *resolved, struct component *client,
				     const struct component *provider,
				     const struct model_connection *connection)
{
	struct need *need = find_end(client, connection->end.text);

	if (need || client->is_unknown || !client_is_fixed(client))
		return need ? need : make_end(resolved, client, provider, connection);
	report_end(resolved, client, connection);
	return NULL;
}

/* What the line says must be what the client's descriptor says. */
static bool interfaces_differ(struct resolved *resolved, const struct component *client,
			      const struct need *need, const struct model_connection *connection)
{
	const char *interface = need_interface(&need->row);

	if (!connection->interface.text || strcmp(connection->interface.text, interface) == 0)
		return false;
	diagnostic_report(resolved->diagnostics, MESSAGE_INTERFACE_DIFFERS, connection->interface.at,
			  client->name, need->row.name, interface, connection->interface.text);
	return true;
}

static struct need *find_provided(struct resolved *resolved, struct component *provider,
				  const struct model_connection *connection, const char *interface)
{
	struct need *provided = component_provides(provider, interface);
	struct kaal_need row = { .kind = KAAL_NEED_PROVIDES };

	if (provided)
		return provided;
	if (!provider->is_unknown) {
		report_not_provided(resolved, provider, connection, interface);
		return NULL;
	}
	strcpy(row.name, interface);
	return component_need(resolved, provider, &row, connection->at);
}

static void size_memory(struct kaal_need *row, const struct model_connection *connection)
{
	if (connection->ring.value && row->a)
		row->a = connection->ring.value;
	if (connection->ring.value && row->b)
		row->b = connection->ring.value;
	if (connection->data.value)
		row->c = connection->data.value;
}

static void tie(struct resolved *resolved, struct component *client, struct component *provider,
		const struct model_connection *connection)
{
	struct need *need;

	if (client == provider) {
		diagnostic_report(resolved->diagnostics, MESSAGE_CONNECTED_TO_ITSELF, connection->at,
				  client->name, connection->end.text);
		return;
	}
	need = find_or_make_end(resolved, client, provider, connection);
	if (!need || interfaces_differ(resolved, client, need, connection))
		return;
	need->provided = find_provided(resolved, provider, connection, need_interface(&need->row));
	if (!need->provided)
		return;
	need->provider = provider;
	need->connected_at = connection->at;
	size_memory(&need->row, connection);
}

/* One of KaaL's own comes along by being named here. */
static bool find_or_add_provider(struct resolved *resolved, const struct model_connection *connection,
				 const struct component *client)
{
	const char *name = connection->provider.text;

	if (find_nth(resolved, name, 0))
		return true;
	return catalogue_has(resolved, name) && catalogue_add(resolved, name, client);
}

static void connect_line(struct resolved *resolved, const struct model_connection *connection)
{
	const struct component *single = resolved_find(resolved, connection->client.text);
	const struct component *first = find_nth(resolved, connection->client.text, 0);
	size_t instance = 0, count = resolved->components_count;

	if (!first) {
		report_unknown(resolved, &connection->client);
		return;
	}
	if (!find_or_add_provider(resolved, connection, first)) {
		report_unknown(resolved, &connection->provider);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		struct component *client = resolved->components[i];

		if (client != single && !is_instance_of(client, connection->client.text))
			continue;
		tie(resolved, client, find_nth(resolved, connection->provider.text, instance++), connection);
	}
}

void connect_written(struct resolved *resolved)
{
	for (size_t i = 0; i < resolved->model->connections_count; i++)
		connect_line(resolved, &resolved->model->connections[i]);
}
