/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Who is connected to whom, and what has which number. Mistakes are shown by tests/compose/err/. */
#include "resolve/resolve.h"

#include "program_file.h"
#include "schema/schema.h"
#include "tap.h"

static struct arena arena;
static struct diagnostics diagnostics;

/* Programs of a system in the making. */
static const char *paths[260];
static size_t paths_count;

static void begin(void)
{
	arena_release(&arena);
	diagnostics_release(&diagnostics);
	paths_count = 0;
}

static void add(const struct kaal_component *descriptor)
{
	paths[paths_count++] = program_write(&arena, descriptor);
}

static struct resolved *resolve_all(void)
{
	const struct resolve_places places = { .arch = MODEL_X86_64 };

	return resolve_programs("test", paths, paths_count, &places, &arena, &diagnostics);
}

static struct resolved *resolve_well(void)
{
	struct resolved *resolved = resolve_all();

	if (!resolved)
		diagnostics_print(&diagnostics, stdout, false);
	CHECK(resolved);
	return resolved;
}

/* Grant @index of a component. */
static const struct kaal_plan_grant *grant(const struct resolved *resolved, unsigned component,
					   unsigned index)
{
	return plan_grants_of(&resolved->plan, &resolved->plan.components[component]) + index;
}

/* A provider that comes first, with ports and an interrupt, and two clients. */
static struct resolved *a_driver_and_two_clients(void)
{
	struct kaal_component driver = descriptor_of("driver"), client = descriptor_of("client");
	struct kaal_need *need;

	begin();
	descriptor_need(&driver, KAAL_NEED_PROVIDES, "serial");
	need = descriptor_need(&driver, KAAL_NEED_IOPORTS, "uart");
	need->a = 0x3f8;
	need->b = 0x3ff;
	descriptor_need(&driver, KAAL_NEED_ISA_IRQ, "uart")->a = 4;
	add(&driver);
	need = descriptor_need(&client, KAAL_NEED_USES, "console");
	strcpy(need->interface, "serial");
	need->a = 4096;
	need->b = 1024;
	add(&client);
	strcpy(client.name, "second");
	add(&client);
	return resolve_well();
}

static void an_end_finds_its_only_provider(void)
{
	const struct resolved *resolved = a_driver_and_two_clients();
	const struct kaal_plan_connection *connection = &resolved->plan.connections[0];

	CHECK_EQ(resolved->plan.header.connections_count, 2);
	CHECK_EQ(connection->client, 1);
	CHECK_EQ(connection->provider, 0);
	CHECK_EQ(connection->forward_bytes, 4096);
	CHECK_EQ(connection->backward_bytes, 1024);
	CHECK_EQ(connection->data_bytes, 0);
	CHECK_STR(resolved->plan.grants[connection->client_grant].name, "console");
	CHECK_STR(resolved->plan.grants[connection->client_grant].interface, "serial");
	CHECK_STR(resolved->plan.grants[connection->provider_grant].name, "serial");
	CHECK_STR(resolved->plan.grants[connection->provider_grant].interface, "serial");
	CHECK_EQ(resolved->plan.grants[connection->provider_grant].a, 4096);
}

static void slots_and_signals_follow_each_other(void)
{
	const struct resolved *resolved = a_driver_and_two_clients();

	CHECK_EQ(resolved->plan.components[0].grants_count, 4);
	CHECK_EQ(grant(resolved, 0, 0)->kind, KAAL_NEED_IOPORTS);
	CHECK_EQ(grant(resolved, 0, 0)->slot, 16);
	CHECK_EQ(grant(resolved, 0, 0)->signal, KAAL_PLAN_NONE);
	CHECK_EQ(grant(resolved, 0, 1)->slot, 17);
	CHECK_EQ(grant(resolved, 0, 1)->signal, 0);
	CHECK_EQ(grant(resolved, 0, 2)->slot, 0);
	CHECK_EQ(grant(resolved, 0, 2)->signal_slot, 18);
	CHECK_EQ(grant(resolved, 0, 2)->signal, 1);
	CHECK_EQ(grant(resolved, 0, 3)->signal_slot, 19);
	CHECK_EQ(grant(resolved, 0, 3)->signal, 2);
	CHECK_EQ(grant(resolved, 1, 0)->slot, 16);
	CHECK_EQ(grant(resolved, 1, 0)->signal_slot, 17);
	CHECK_EQ(grant(resolved, 1, 0)->signal, 0);
	CHECK_EQ(resolved->plan.components[0].cnode_bits, KAAL_PLAN_CNODE_BITS_MIN);
}

static void providers_are_started_first(void)
{
	const struct resolved *resolved = a_driver_and_two_clients();

	CHECK_EQ(resolved->plan.components[0].rank, 0);
	CHECK_EQ(resolved->plan.components[1].rank, 1);
	CHECK_EQ(resolved->plan.components[2].rank, 1);
}

/* a -> b -> c -> b: b and c share a rank below a's */
static void those_in_a_cycle_share_a_rank(void)
{
	struct kaal_component a = descriptor_of("a"), b = descriptor_of("b"), c = descriptor_of("c");
	const struct resolved *resolved;

	begin();
	descriptor_need(&a, KAAL_NEED_USES, "of-b");
	descriptor_need(&b, KAAL_NEED_PROVIDES, "of-b");
	descriptor_need(&b, KAAL_NEED_USES, "of-c");
	descriptor_need(&c, KAAL_NEED_PROVIDES, "of-c");
	descriptor_need(&c, KAAL_NEED_USES, "of-b");
	add(&a);
	add(&b);
	add(&c);
	resolved = resolve_well();
	CHECK_EQ(resolved->plan.components[0].rank, 1);
	CHECK_EQ(resolved->plan.components[1].rank, 0);
	CHECK_EQ(resolved->plan.components[2].rank, 0);
}

static void what_is_asked_for_later_is_not_waited_for(void)
{
	struct kaal_component a = descriptor_of("a"), b = descriptor_of("b");

	begin();
	descriptor_need(&a, KAAL_NEED_USES, "of-b")->flags = KAAL_NEED_ON_REQUEST;
	descriptor_need(&b, KAAL_NEED_PROVIDES, "of-b");
	add(&a);
	add(&b);
	CHECK_EQ(resolve_well()->plan.components[0].rank, 0);
}

/* Interrupts keep their bits, connections share the rest, and all slots are different. */
static void many_clients_share_signals(void)
{
	struct kaal_component server = descriptor_of("server"), client = descriptor_of("client");
	const struct resolved *resolved;
	unsigned used[64] = { 0 };

	begin();
	descriptor_need(&server, KAAL_NEED_PROVIDES, "sum");
	descriptor_need(&server, KAAL_NEED_ISA_IRQ, "device")->a = 5;
	add(&server);
	descriptor_need(&client, KAAL_NEED_USES, "sum");
	for (unsigned i = 0; i < 200; i++) {
		snprintf(client.name, sizeof client.name, "client-%u", i);
		add(&client);
	}
	resolved = resolve_well();
	CHECK_EQ(resolved->plan.components[0].grants_count, 201);
	for (unsigned i = 0; i < 201; i++) {
		CHECK(grant(resolved, 0, i)->signal <= KAAL_SIGNAL_GRANTS_LAST);
		used[grant(resolved, 0, i)->signal]++;
		CHECK_EQ(grant(resolved, 0, i)->slot + grant(resolved, 0, i)->signal_slot, 16 + i);
	}
	CHECK_EQ(used[0], 1);
	for (unsigned bit = 1; bit <= KAAL_SIGNAL_GRANTS_LAST; bit++)
		CHECK(used[bit] == 4 || used[bit] == 5);
	CHECK_EQ(resolved->plan.components[0].cnode_bits, 8);
}

static void a_system_has_its_limits(void)
{
	struct kaal_component component = descriptor_of("x");

	begin();
	for (unsigned i = 0; i <= KAAL_PLAN_COMPONENTS_MAX; i++) {
		snprintf(component.name, sizeof component.name, "x-%u", i);
		add(&component);
	}
	CHECK(!resolve_all());
	paths_count--;
	CHECK_EQ(resolve_well()->plan.header.components_count, KAAL_PLAN_COMPONENTS_MAX);
}

static void optional_ends_stay_open(void)
{
	struct kaal_component client = descriptor_of("client"), log = descriptor_of("log");

	begin();
	descriptor_need(&client, KAAL_NEED_USES, "log")->flags = KAAL_NEED_OPTIONAL;
	add(&client);
	CHECK_EQ(resolve_well()->plan.header.connections_count, 0);
	descriptor_need(&log, KAAL_NEED_PROVIDES, "log");
	add(&log);
	CHECK_EQ(resolve_well()->plan.header.connections_count, 1);
}

static void alternatives_stand_together(void)
{
	struct kaal_component driver = descriptor_of("driver");
	const struct resolved *resolved;

	begin();
	strcpy(descriptor_need(&driver, KAAL_NEED_DEVICE, "nic")->match, "pci:8086:100e");
	strcpy(descriptor_need(&driver, KAAL_NEED_DEVICE, "clock")->match, "acpi:PNP0103");
	strcpy(descriptor_need(&driver, KAAL_NEED_DEVICE, "nic")->match, "pci:8086:10d3");
	descriptor_need(&driver, KAAL_NEED_DMA, "nic")->a = 65536;
	add(&driver);
	resolved = resolve_well();
	CHECK_EQ(resolved->plan.header.grants_count, 4);
	CHECK_STR(grant(resolved, 0, 0)->match, "pci:8086:100e");
	CHECK_STR(grant(resolved, 0, 1)->match, "pci:8086:10d3");
	CHECK_STR(grant(resolved, 0, 2)->match, "acpi:PNP0103");
	CHECK_EQ(grant(resolved, 0, 3)->kind, KAAL_NEED_DMA);
	CHECK(16 + 32 < 1 << resolved->plan.components[0].cnode_bits);
}

static void a_device_has_one_driver(void)
{
	struct kaal_component first = descriptor_of("first"), second = descriptor_of("second");
	struct kaal_need *need;

	begin();
	need = descriptor_need(&first, KAAL_NEED_IOPORTS, "a");
	need->a = 0x60;
	need->b = 0x64;
	need = descriptor_need(&second, KAAL_NEED_IOPORTS, "b");
	need->a = 0x64;
	need->b = 0x70;
	add(&first);
	add(&second);
	CHECK(!resolve_all());
	begin();
	second.needs[0].a = 0x65;
	add(&first);
	add(&second);
	resolve_well();
}

/* --- from system.toml ------------------------------------------------------------ */

static struct resolved *resolve_text(const char *text)
{
	const struct resolve_places places = { .arch = MODEL_X86_64 };
	const struct system_model *model;
	struct resolved *resolved = NULL;

	begin();
	model = schema_read_system(source_of_text(&arena, "system.toml", text, strlen(text)), &arena,
				   &diagnostics);
	if (model)
		resolved = resolve_system(model, &places, &arena, &diagnostics);
	if (!resolved)
		diagnostics_print(&diagnostics, stdout, false);
	CHECK(resolved);
	return resolved;
}

#define SYSTEM "[system]\nname = \"my-os\"\n"

static void instances_are_spread_over_instances(void)
{
	const struct resolved *resolved =
		resolve_text(SYSTEM "[components.store]\npath = \"src\"\ncount = 2\nprovides = [\"files\"]\n"
				    "[components.worker]\npath = \"src\"\ncount = 5\n"
				    "[connections]\nworker.files = \"store\"\n");

	CHECK_EQ(resolved->components_count, 7);
	CHECK_STR(resolved->components[0]->name, "store-1");
	CHECK_STR(resolved->components[6]->name, "worker-5");
	CHECK_EQ(resolved->plan.header.connections_count, 5);
	for (unsigned i = 0; i < 5; i++)
		CHECK_EQ(resolved->plan.connections[i].provider, i % 2);
}

static void limits_come_from_the_file(void)
{
	const struct resolved *resolved = resolve_text(
		SYSTEM "[components.a]\npath = \"src\"\npriority = 77\nheap = \"128KiB\"\nstack = \"32KiB\"\n"
		       "threads = 3\nmemory = \"1MiB\"\nslots = 100\nlog = \"debug\"\nheartbeat = \"2s\"\n"
		       "ready = \"500ms\"\nstart = \"demand\"\nmanage = true\nargs = \"one two\"\n"
		       "restart = { policy = \"on-fault\", limit = 3, within = \"10s\", backoff = \"1s\" }\n"
		       "[components.clock]\npath = \"src\"\nprovides = [\"timer\"]\n");
	const struct kaal_plan_component *row = &resolved->plan.components[0];

	CHECK_EQ(row->priority, 77);
	CHECK_EQ(row->heap_bytes, 128 << 10);
	CHECK_EQ(row->stack_bytes, 32 << 10);
	CHECK_EQ(row->threads_max, 3);
	CHECK_EQ(row->memory_max_bytes, 1 << 20);
	CHECK_EQ(row->slots_max, 100);
	CHECK_EQ(row->log_level, 4);
	CHECK_EQ(row->heartbeat_ms, 2000);
	CHECK_EQ(row->ready_ms, 500);
	CHECK_EQ(row->flags, KAAL_PLAN_ON_DEMAND | KAAL_PLAN_MANAGE);
	CHECK_STR(row->args, "one two");
	CHECK_EQ(row->restart, KAAL_RESTART_ON_FAULT);
	CHECK_EQ(row->restart_limit, 3);
	CHECK_EQ(row->restart_window_ms, 10000);
	CHECK_EQ(row->backoff_ms, 1000);
	CHECK_EQ(row->backoff_max_ms, 10000);
}

/* Whoever is to be restarted is so by the root task, which asks the timer when. */
static void the_root_task_is_a_client_of_the_timer(void)
{
	const struct resolved *resolved =
		resolve_text(SYSTEM "[components.a]\npath = \"src\"\nrestart = \"always\"\n"
				    "[components.clock]\npath = \"src\"\nprovides = [\"timer\"]\n");

	CHECK_EQ(resolved->plan.header.connections_count, 1);
	CHECK_EQ(resolved->plan.connections[0].client, KAAL_PLAN_NONE);
	CHECK_EQ(resolved->plan.connections[0].client_grant, KAAL_PLAN_NONE);
	CHECK_EQ(resolved->plan.connections[0].provider, 1);
}

static void rings_come_from_the_interface_or_the_connection(void)
{
	const char *text = SYSTEM
		"[interfaces.bytes]\nring = { entry-bytes = 1, forward = \"8KiB\", backward = \"4KiB\" }\n"
		"[components.a]\npath = \"src\"\nprovides = [\"bytes\"]\n"
		"[components.b]\npath = \"src\"\n[components.c]\npath = \"src\"\n"
		"[connections]\nb.in = \"a\"\nc.in = { to = \"a\", ring = \"64KiB\", data = \"1MiB\" }\n";
	const struct resolved *resolved = resolve_text(text);
	const struct kaal_plan_connection *connections = resolved->plan.connections;

	CHECK_EQ(connections[0].forward_bytes, 8 << 10);
	CHECK_EQ(connections[0].backward_bytes, 4 << 10);
	CHECK_EQ(connections[0].data_bytes, 0);
	CHECK_EQ(connections[1].forward_bytes, 64 << 10);
	CHECK_EQ(connections[1].backward_bytes, 64 << 10);
	CHECK_EQ(connections[1].data_bytes, 1 << 20);
}

TAP_MAIN(TAP(an_end_finds_its_only_provider), TAP(slots_and_signals_follow_each_other),
	 TAP(providers_are_started_first), TAP(those_in_a_cycle_share_a_rank),
	 TAP(what_is_asked_for_later_is_not_waited_for), TAP(many_clients_share_signals),
	 TAP(a_system_has_its_limits), TAP(optional_ends_stay_open), TAP(alternatives_stand_together),
	 TAP(a_device_has_one_driver), TAP(instances_are_spread_over_instances),
	 TAP(limits_come_from_the_file), TAP(the_root_task_is_a_client_of_the_timer),
	 TAP(rings_come_from_the_interface_or_the_connection))
