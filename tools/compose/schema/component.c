/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* [components.NAME] */
#include "schema/reader.h"

#define KIB    UINT64_C(1024)
#define MIB    (1024 * KIB)
#define GIB    (1024 * MIB)
#define MS     UINT64_C(1000000)
#define SECOND (1000 * MS)

static const char *const policies[] = { "never", "on-fault", "always", NULL }; /* enum model_restart_policy */
static const char *const starts[] = { "boot", "demand", NULL };                /* enum model_start */

/* --- restart ------------------------------------------------------------------ */

#define FIELD(name) .field = offsetof(struct model_restart, name)

static const struct schema_key restart_keys[] = {
	{ .name = "policy",
	  .kind = SCHEMA_CHOICE,
	  FIELD(policy),
	  .choices = policies,
	  .is_required = true,
	  .doc = "When it is started again." },
	{ .name = "limit",
	  .kind = SCHEMA_INTEGER,
	  FIELD(limit),
	  .preset = "5",
	  .most = 1000000,
	  .doc = "How often within `within`; then it is given up. 0: no limit." },
	{ .name = "within",
	  .kind = SCHEMA_DURATION,
	  FIELD(within_ns),
	  .preset = "\"60s\"",
	  .least = MS,
	  .most = 86400 * SECOND,
	  .doc = "The time that `limit` looks back." },
	{ .name = "backoff",
	  .kind = SCHEMA_DURATION,
	  FIELD(backoff_ns),
	  .preset = "\"100ms\"",
	  .most = 3600 * SECOND,
	  .doc = "Wait so long before the first restart, and twice as long before each further one." },
	{ .name = "backoff-max",
	  .kind = SCHEMA_DURATION,
	  FIELD(backoff_max_ns),
	  .preset = "\"10s\"",
	  .most = 3600 * SECOND,
	  .doc = "But never longer than that." },
};

static void restart_finish(struct schema_reader *reader, void *item)
{
	struct model_restart *restart = item;

	if (restart->backoff_max_ns.value >= restart->backoff_ns.value)
		return;
	if (source_is_somewhere(restart->backoff_max_ns.at))
		diagnostic_report(reader->diagnostics, MESSAGE_BACKOFF, restart->backoff_max_ns.at,
				  schema_print_duration(reader->arena, restart->backoff_ns.value));
	else
		restart->backoff_max_ns.value = restart->backoff_ns.value;
}

const struct schema_section schema_restart = {
	.name = "restart",
	.form = SCHEMA_ONE,
	SCHEMA_KEYS(restart_keys),
	.at_field = offsetof(struct model_restart, at),
	.finish = restart_finish,
};

/** restart = "on-fault": the policy, and the defaults of all else. */
static void read_policy(struct schema_reader *reader, const struct toml_value *value,
			struct model_restart *restart)
{
	int policy = schema_choice(reader, value->string.bytes, value->range, policies);

	schema_default_section(reader, &schema_restart, restart);
	restart->at = value->range;
	if (policy >= 0)
		restart->policy = (struct model_number){ (uint64_t)policy, value->range };
}

static void restart_read(struct schema_reader *reader, const struct toml_value *value, void *field)
{
	if (value->type == TOML_STRING) {
		read_policy(reader, value, field);
	} else if (schema_expect(reader, value, TOML_TABLE, "a policy in quotes, or a table")) {
		reader->where = schema_inner_title(reader, "restart");
		schema_read_table(reader, &schema_restart, value->table, value->range, field);
	}
}

/* --- the component -------------------------------------------------------------- */

#undef FIELD
#define FIELD(name) .field = offsetof(struct model_component, name)

static const struct schema_key component_keys[] = {
	{ .name = "builtin",
	  .kind = SCHEMA_NAME,
	  FIELD(builtin),
	  .wanted = "a component",
	  .absent = "the component's own name, if there is no `path`",
	  .doc = "Which of KaaL's own components it is, such as `serial`, `timer` or `shell`." },
	{ .name = "path",
	  .kind = SCHEMA_LINE,
	  FIELD(path),
	  .least = 1,
	  .absent = "it is a built-in component",
	  .doc = "The folder of its sources, relative to this file." },
	{ .name = "sources",
	  .kind = SCHEMA_LINES,
	  FIELD(sources),
	  .least = 1,
	  .absent = "every `*.c` of `path`",
	  .doc = "Its source files, relative to `path`." },
	{ .name = "priority",
	  .kind = SCHEMA_INTEGER,
	  FIELD(priority),
	  .least = 1,
	  .most = 254,
	  .absent = "its descriptor's, else 100",
	  .doc = "Who of those that can run does run: always the highest. Below 200 for what computes, from "
		 "200 on for drivers, which only answer." },
	{ .name = "heap",
	  .kind = SCHEMA_SIZE,
	  FIELD(heap),
	  .most = 64 * GIB,
	  .absent = "its descriptor's, else 64KiB",
	  .doc = "All that `malloc` will ever have." },
	{ .name = "stack",
	  .kind = SCHEMA_SIZE,
	  FIELD(stack),
	  .least = 4 * KIB,
	  .most = 16 * MIB,
	  .absent = "its descriptor's, else 16KiB",
	  .doc = "The first thread's stack. The page below it is unmapped." },
	{ .name = "threads",
	  .kind = SCHEMA_INTEGER,
	  FIELD(threads),
	  .least = 1,
	  .most = 16,
	  .absent = "its descriptor's, else 1",
	  .doc = "Most threads it may have at once, with the first." },
	{ .name = "memory",
	  .kind = SCHEMA_SIZE,
	  FIELD(memory),
	  .least = 64 * KIB,
	  .most = 64 * GIB,
	  .absent = "what it needs to start",
	  .doc = "Quota: most memory that may ever be used for it, whatever it asks for." },
	{ .name = "slots",
	  .kind = SCHEMA_INTEGER,
	  FIELD(slots),
	  .least = 32,
	  .most = 65536,
	  .absent = "what it needs to start",
	  .doc = "Quota: most capability slots that may be used for it." },
	{ .name = "dma",
	  .kind = SCHEMA_SIZE,
	  FIELD(dma),
	  .most = GIB,
	  .absent = "its descriptor's",
	  .doc = "Quota: memory that its devices may reach, part of `memory`." },
	{ .name = "provides",
	  .kind = SCHEMA_NAMES,
	  FIELD(provides),
	  .wanted = "an interface",
	  .absent = "what its descriptor says",
	  .doc = "Interfaces that others can connect to: KaaL's own or those of `[interfaces]`." },
	{ .name = "devices",
	  .kind = SCHEMA_LINES,
	  FIELD(devices),
	  .least = 1,
	  .most = MODEL_MATCH_BYTES_MAX,
	  .absent = "what its descriptor matches",
	  .doc = "The devices that it gets: names of its descriptor, or matches such as `\"pci:8086:100e\"`, "
		 "`\"dt:arm,pl011\"`, `\"acpi:PNP0501\"`." },
	{ .name = "start",
	  .kind = SCHEMA_CHOICE,
	  FIELD(start),
	  .choices = starts,
	  .preset = "\"boot\"",
	  .doc = "`\"boot\"`: with the system; `\"demand\"`: when a component with `manage` asks for it." },
	{ .name = "manage",
	  .kind = SCHEMA_FLAG,
	  FIELD(manage),
	  .preset = "false",
	  .doc = "Whether it may list, start and stop components and switch the machine off." },
	{ .name = "log",
	  .kind = SCHEMA_CHOICE,
	  FIELD(log),
	  .choices = schema_logs,
	  .absent = "`[debug]`'s",
	  .doc = "The least important lines of it that are logged." },
	{ .name = "heartbeat",
	  .kind = SCHEMA_DURATION,
	  FIELD(heartbeat_ns),
	  .least = 10 * MS,
	  .most = 3600 * SECOND,
	  .absent = "it is not watched",
	  .doc = "It must show life so often; otherwise it is treated as one that faulted." },
	{ .name = "ready",
	  .kind = SCHEMA_DURATION,
	  FIELD(ready_ns),
	  .least = MS,
	  .most = 3600 * SECOND,
	  .absent = "no limit",
	  .doc = "It must be ready so soon after its start, or a message says that it is not." },
	{ .name = "restart",
	  .kind = SCHEMA_OWN,
	  FIELD(restart),
	  .read = restart_read,
	  .absent = "`\"never\"`",
	  .wanted = "\"never\", \"on-fault\", \"always\" or a table",
	  .inner = &schema_restart,
	  .doc = "Whether it is started again when it faults, misses its heartbeat or exits with a status "
		 "other than 0 (`\"on-fault\"`), or whenever it ends (`\"always\"`). A table says how often "
		 "and how soon." },
	{ .name = "count",
	  .kind = SCHEMA_INTEGER,
	  FIELD(count),
	  .least = 1,
	  .most = 200,
	  .preset = "1",
	  .doc = "So many instances, called `NAME-1`, `NAME-2`, ..., each isolated from the others." },
	{ .name = "args",
	  .kind = SCHEMA_LINE,
	  FIELD(args),
	  .most = MODEL_ARGS_BYTES_MAX,
	  .preset = "\"\"",
	  .doc = "Arguments, separated by blanks." },
};

static void component_finish(struct schema_reader *reader, void *item)
{
	struct model_component *component = item;

	if (!source_is_somewhere(component->restart.at))
		schema_default_section(reader, &schema_restart, &component->restart);
	if (component->builtin.text && component->path.text) {
		diagnostic_report(reader->diagnostics, MESSAGE_BUILTIN_AND_PATH, component->path.at,
				  reader->where);
		diagnostic_see(reader->diagnostics, component->builtin.at, "here it is a built-in one");
	}
	if (source_is_somewhere(component->sources.at) && !component->path.text)
		diagnostic_report(reader->diagnostics, MESSAGE_SOURCES_WITHOUT_PATH, component->sources.at,
				  reader->where);
}

const struct schema_section schema_components = {
	.name = "components",
	.form = SCHEMA_NAMED,
	.is_required = true,
	SCHEMA_KEYS(component_keys),
	.field = offsetof(struct system_model, components),
	.count_field = offsetof(struct system_model, components_count),
	.item_bytes = sizeof(struct model_component),
	.name_field = offsetof(struct model_component, name),
	.at_field = offsetof(struct model_component, at),
	.item = "a component",
	.finish = component_finish,
	.doc = "An isolated program. It is one of your own, with a `path` to its sources, or one of KaaL's "
	       "own: `[components.serial]` alone is the built-in one of that name. What neither this section "
	       "nor the component's descriptor says has a default that is good for a small program.",
	.example = "[components.serial]\n"
		   "\n"
		   "[components.store]\n"
		   "path = \"src/store\"\n"
		   "priority = 120\n"
		   "heap = \"256KiB\"\n"
		   "provides = [\"counter\"]\n"
		   "restart = { policy = \"on-fault\", limit = 3, within = \"10s\" }\n"
		   "\n"
		   "[components.worker]\n"
		   "path = \"src/worker\"\n"
		   "count = 4\n",
};
