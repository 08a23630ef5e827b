/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* [interfaces.NAME] */
#include <inttypes.h>
#include <string.h>

#include "schema/parameter.h"
#include "schema/reader.h"

#define KIB UINT64_C(1024)
#define MIB (1024 * KIB)

/* --- operations ------------------------------------------------------------------ */

#define FIELD(name) .field = offsetof(struct model_operation, name)

static const struct schema_key operation_keys[] = {
	{ .name = "in",
	  .kind = SCHEMA_OWN,
	  FIELD(in),
	  .read = parameters_read,
	  .wanted = "an array of strings such as \"amount: u64\"",
	  .absent = "nothing",
	  .doc = "What the client gives." },
	{ .name = "out",
	  .kind = SCHEMA_OWN,
	  FIELD(out),
	  .read = parameters_read,
	  .wanted = "an array of strings such as \"total: u64\"",
	  .absent = "nothing",
	  .doc = "What it gets, besides 0 or a negative errno." },
	{ .name = "doc",
	  .kind = SCHEMA_LINE,
	  FIELD(doc),
	  .preset = "\"\"",
	  .doc = "What it does; a comment of the generated header." },
};

static void words_check(struct schema_reader *reader, const struct model_operation *operation,
			const struct model_parameters *parameters, const char *way)
{
	unsigned int words = model_words_max(parameters);

	if (words > MODEL_MESSAGE_WORDS_MAX)
		diagnostic_report(reader->diagnostics, MESSAGE_MESSAGE_TOO_LONG,
				  parameters->items[parameters->count - 1].at, operation->name, way,
				  diagnostic_text(reader->diagnostics, "%u", words),
				  diagnostic_text(reader->diagnostics, "%d", (int)MODEL_MESSAGE_WORDS_MAX));
}

/** The two lists become the parameters of one function. */
static void operation_finish(struct schema_reader *reader, void *item)
{
	struct model_operation *operation = item;

	words_check(reader, operation, &operation->in, "in");
	words_check(reader, operation, &operation->out, "out");
	for (size_t i = 0; i < operation->out.count; i++)
		parameter_check_new(reader, &operation->in, operation->in.count, &operation->out.items[i]);
	operation_check_name(reader, operation->name, operation->at);
}

const struct schema_section schema_operations = {
	.name = "operations",
	.form = SCHEMA_NAMED,
	SCHEMA_KEYS(operation_keys),
	.field = offsetof(struct model_interface, operations),
	.count_field = offsetof(struct model_interface, operations_count),
	.item_bytes = sizeof(struct model_operation),
	.name_field = offsetof(struct model_operation, name),
	.at_field = offsetof(struct model_operation, at),
	.item = "an operation",
	.finish = operation_finish,
};

static void operations_read(struct schema_reader *reader, const struct toml_value *value, void *field)
{
	struct model_interface *interface =
		(void *)((char *)field - offsetof(struct model_interface, operations));
	struct toml_entry entry = { .value = *value };
	struct schema_section section = schema_operations;
	const char *title = schema_inner_title(reader, "operations");

	section.name = arena_copy(reader->arena, title + 1, strlen(title) - 2); /* without the brackets */
	schema_read_section(reader, &section, &entry, interface);
	for (size_t i = 0; i < interface->operations_count; i++)
		interface->operations[i].number = (unsigned int)i + 1;
	if (interface->operations_count > MODEL_OPERATIONS_MAX)
		diagnostic_report(reader->diagnostics, MESSAGE_TOO_MANY_OPERATIONS, value->range,
				  interface->name,
				  diagnostic_text(reader->diagnostics, "%d", (int)MODEL_OPERATIONS_MAX));
}

/* --- ring --------------------------------------------------------------------------- */

#undef FIELD
#define FIELD(name) .field = offsetof(struct model_ring, name)

static const struct schema_key ring_keys[] = {
	{ .name = "entry-bytes",
	  .kind = SCHEMA_SIZE,
	  FIELD(entry_bytes),
	  .least = 1,
	  .most = 4 * KIB,
	  .preset = "1",
	  .doc = "Of one entry; 1 for a stream of bytes. A power of two." },
	{ .name = "forward",
	  .kind = SCHEMA_SIZE,
	  FIELD(forward),
	  .most = MIB,
	  .preset = "\"4KiB\"",
	  .doc = "Data of the ring from client to provider: a power of two; 0 for none." },
	{ .name = "backward",
	  .kind = SCHEMA_SIZE,
	  FIELD(backward),
	  .most = MIB,
	  .absent = "as `forward`",
	  .doc = "Data of the ring from provider to client." },
	{ .name = "data",
	  .kind = SCHEMA_SIZE,
	  FIELD(data),
	  .most = 64 * MIB,
	  .preset = "0",
	  .doc = "A buffer region that both sides share; 0 for none." },
};

static void power_check(struct schema_reader *reader, const struct model_number *number, const char *key)
{
	if (number->value & (number->value - 1))
		diagnostic_report(reader->diagnostics, MESSAGE_POWER_OF_TWO, number->at, key);
}

static void ring_finish(struct schema_reader *reader, void *item)
{
	struct model_ring *ring = item;

	if (!source_is_somewhere(ring->backward.at))
		ring->backward.value = ring->forward.value;
	power_check(reader, &ring->entry_bytes, "entry-bytes");
	power_check(reader, &ring->forward, "forward");
	power_check(reader, &ring->backward, "backward");
}

const struct schema_section schema_ring = {
	.name = "ring",
	.form = SCHEMA_ONE,
	SCHEMA_KEYS(ring_keys),
	.at_field = offsetof(struct model_ring, at),
	.finish = ring_finish,
};

static void ring_read(struct schema_reader *reader, const struct toml_value *value, void *field)
{
	if (!schema_expect(reader, value, TOML_TABLE, "a table such as { entry-bytes = 1 }"))
		return;
	reader->where = schema_inner_title(reader, "ring");
	schema_read_table(reader, &schema_ring, value->table, value->range, field);
}

/* --- the interface ------------------------------------------------------------------- */

#undef FIELD
#define FIELD(name) .field = offsetof(struct model_interface, name)

static const struct schema_key interface_keys[] = {
	{ .name = "operations",
	  .kind = SCHEMA_OWN,
	  FIELD(operations),
	  .read = operations_read,
	  .wanted = "a table of operations",
	  .inner = &schema_operations,
	  .absent = "none",
	  .doc = "What a client can call, by name." },
	{ .name = "ring",
	  .kind = SCHEMA_OWN,
	  FIELD(ring),
	  .read = ring_read,
	  .wanted = "a table",
	  .inner = &schema_ring,
	  .absent = "calls and signals alone",
	  .doc = "Memory that each connection shares." },
	{ .name = "base",
	  .kind = SCHEMA_INTEGER,
	  FIELD(base),
	  .most = 0xffffff00,
	  .absent = "made from the name",
	  .doc = "The n-th operation is the message label base + n. Two interfaces of one provider must "
		 "differ in it; only what has a protocol already needs to set it." },
	{ .name = "doc", .kind = SCHEMA_LINE, FIELD(doc), .preset = "\"\"", .doc = "What it is for." },
};

/** 24 bits of FNV-1a of the name, and eight for the operation. */
static uint64_t base_of(const char *name)
{
	uint32_t hash = 0x811c9dc5;

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 0x01000193;
	return (uint64_t)(hash ^ hash >> 24) << 8 & UINT64_C(0xffffff00);
}

static void interface_finish(struct schema_reader *reader, void *item)
{
	struct model_interface *interface = item;

	if (!source_is_somewhere(interface->base.at))
		interface->base.value = base_of(interface->name);
}

const struct schema_section schema_interfaces = {
	.name = "interfaces",
	.form = SCHEMA_NAMED,
	SCHEMA_KEYS(interface_keys),
	.field = offsetof(struct system_model, interfaces) + offsetof(struct model_interfaces, items),
	.count_field = offsetof(struct system_model, interfaces) + offsetof(struct model_interfaces, count),
	.item_bytes = sizeof(struct model_interface),
	.name_field = offsetof(struct model_interface, name),
	.at_field = offsetof(struct model_interface, at),
	.item = "an interface",
	.finish = interface_finish,
	.doc = "What can be asked over a connection. `sel4-compose` makes a typed C header of it, "
	       "`<interfaces/NAME.h>`, for both sides: no component's source contains a message's layout. "
	       "Parameters are `\"name: type\"`; types are `u8` `u16` `u32` `u64` `i8` `i16` `i32` `i64` "
	       "`bool` and `text` (at most 255 bytes), and all of one way fit into 100 words: one for each "
	       "number, up to 33 for a text. KaaL's own interfaces are files of the same form in "
	       "`abi/kaal/interfaces/`.",
	.example = "[interfaces.counter]\n"
		   "doc = \"adds up\"\n"
		   "operations.add = { in = [\"amount: u64\"], out = [\"total: u64\"] }\n"
		   "operations.rename = { in = [\"name: text\"] }\n"
		   "\n"
		   "[interfaces.samples]\n"
		   "ring = { entry-bytes = 16, forward = 0, backward = \"64KiB\" }\n",
};
