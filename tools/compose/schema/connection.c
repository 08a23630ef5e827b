/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* [connections] */
#include <string.h>

#include "schema/reader.h"

#define KIB UINT64_C(1024)
#define MIB (1024 * KIB)

static void to_read(struct schema_reader *reader, const struct toml_value *value, void *field);

static const struct schema_key connection_keys[] = {
	{ .name = "to",
	  .kind = SCHEMA_OWN,
	  .read = to_read,
	  .is_required = true,
	  .wanted = "\"provider\" or \"provider.interface\"",
	  .doc = "The provider, as in the short form." },
	{ .name = "ring",
	  .kind = SCHEMA_SIZE,
	  .field = offsetof(struct model_connection, ring),
	  .least = 64,
	  .most = MIB,
	  .absent = "what the interface says",
	  .doc = "Data of each ring that the interface has: a power of two." },
	{ .name = "data",
	  .kind = SCHEMA_SIZE,
	  .field = offsetof(struct model_connection, data),
	  .least = 4 * KIB,
	  .most = 64 * MIB,
	  .absent = "what the interface says",
	  .doc = "The buffer region that both sides share." },
};

static void connection_finish(struct schema_reader *reader, void *item)
{
	const struct model_connection *connection = item;
	uint64_t ring = connection->ring.value;

	if (ring & (ring - 1))
		diagnostic_report(reader->diagnostics, MESSAGE_POWER_OF_TWO, connection->ring.at, "ring");
}

const struct schema_section schema_connection = {
	.name = "connection",
	.form = SCHEMA_ONE,
	SCHEMA_KEYS(connection_keys),
	.at_field = offsetof(struct model_connection, at),
	.finish = connection_finish,
};

/** A part of the string "provider.interface", with its place if that is the same text. */
static struct model_text part_of(struct schema_reader *reader, const struct toml_value *value,
				 const char *from, size_t len)
{
	struct source_range at = value->range;

	if (value->range.bytes == value->string.len + 2) /* no escapes */
		at = source_range_part(at, 1 + (size_t)(from - value->string.bytes), len);
	return (struct model_text){ arena_copy(reader->arena, from, len), at };
}

static bool part_is_name(struct schema_reader *reader, const struct model_text *part, const char *of)
{
	return schema_check_name(reader, part->text, strlen(part->text), part->at, of);
}

/** "provider" or "provider.interface", into @field, a struct model_connection */
static void to_read(struct schema_reader *reader, const struct toml_value *value, void *field)
{
	struct model_connection *connection = field;
	const char *text, *dot;
	size_t len;

	if (!schema_expect(reader, value, TOML_STRING, "\"provider\" or \"provider.interface\""))
		return;
	text = value->string.bytes;
	dot = strchr(text, '.');
	len = dot ? (size_t)(dot - text) : value->string.len;
	connection->at = value->range;
	connection->provider = part_of(reader, value, text, len);
	if (!part_is_name(reader, &connection->provider, "a component") || !dot)
		return;
	connection->interface = part_of(reader, value, dot + 1, value->string.len - len - 1);
	part_is_name(reader, &connection->interface, "an interface");
}

static struct model_connection *connection_add(struct schema_reader *reader, struct system_model *model)
{
	model->connections = arena_grow(reader->arena, model->connections, model->connections_count,
					sizeof(*model->connections));
	return &model->connections[model->connections_count++];
}

static void end_read(struct schema_reader *reader, const struct toml_entry *client,
		     const struct toml_entry *end, struct system_model *model)
{
	struct model_connection connection = {
		.client = { client->key.bytes, client->key_range },
		.end = { end->key.bytes, end->key_range },
	};
	const char *name = arena_print(reader->arena, "%s.%s", client->key.bytes, end->key.bytes);

	reader->what = name;
	if (!schema_check_name(reader, end->key.bytes, end->key.len, end->key_range,
			       "the end of a connection"))
		return;
	if (end->value.type == TOML_TABLE) {
		reader->where = arena_print(reader->arena, "[connections.%s]", name);
		schema_read_table(reader, &schema_connection, end->value.table, end->value.range,
				  &connection);
	} else if (schema_expect(reader, &end->value, TOML_STRING,
				 "\"provider\", \"provider.interface\" or a table")) {
		to_read(reader, &end->value, &connection);
	}
	*connection_add(reader, model) = connection;
}

static void client_read(struct schema_reader *reader, const struct toml_entry *client,
			struct system_model *model)
{
	const char *name = client->key.bytes;

	reader->what = name;
	if (!schema_check_name(reader, name, client->key.len, client->key_range, "a component"))
		return;
	if (client->value.type != TOML_TABLE) {
		diagnostic_report(reader->diagnostics, MESSAGE_END_MISSING, client->key_range, name);
		return;
	}
	for (const struct toml_entry *end = client->value.table->first; end; end = end->next)
		end_read(reader, client, end, model);
}

static void connections_read(struct schema_reader *reader, const struct toml_value *value, void *model)
{
	if (!schema_expect(reader, value, TOML_TABLE, "a section [connections]"))
		return;
	for (const struct toml_entry *client = value->table->first; client; client = client->next)
		client_read(reader, client, model);
}

const struct schema_section schema_connections = {
	.name = "connections",
	.form = SCHEMA_TREE,
	.read = connections_read,
	.doc = "Who talks to whom. On the left stand a component and a name of its choice for this end, "
	       "which its source uses too; on the right the component that answers, and its interface where "
	       "it has several. What is not written is connected by itself where there is only one "
	       "possibility.",
	.example = "[connections]\n"
		   "shell.console = \"serial\"\n"
		   "worker.counts = \"store.counter\"\n"
		   "shell.log = { to = \"logger\", ring = \"64KiB\" }\n",
};
