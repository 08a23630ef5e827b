/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a system.toml becomes. What is wrong with one is shown by tests/compose/err/. */
#include <dirent.h>

#include "abi/kaal/block.h"
#include "abi/kaal/clock.h"
#include "abi/kaal/log.h"
#include "abi/kaal/timer.h"
#include "schema/reader.h"
#include "schema/schema.h"
#include "tap.h"

static struct arena arena;
static struct diagnostics diagnostics;

#define MINIMAL "[system]\nname = \"my-os\"\n[components.hello]\npath = \"src\"\n"

static const struct system_model *read_text(const char *text)
{
	const struct system_model *model;

	arena_release(&arena);
	diagnostics_release(&diagnostics);
	model = schema_read_system(source_of_text(&arena, "system.toml", text, strlen(text)), &arena,
				   &diagnostics);
	if (!model)
		diagnostics_print(&diagnostics, stdout, false);
	CHECK(model);
	return model;
}

/** The place of a field is this text. */
static void check_at(struct source_range at, const char *text)
{
	CHECK(source_is_somewhere(at));
	CHECK_STR(arena_copy(&arena, at.source->text + at.offset, at.bytes), text);
}

static void the_smallest_system_has_defaults(void)
{
	const struct system_model *model = read_text(MINIMAL);
	const struct model_component *hello = &model->components[0];

	CHECK_STR(model->system.name.text, "my-os");
	check_at(model->system.name.at, "\"my-os\"");
	CHECK_STR(model->system.version.text, "0.1.0");
	CHECK(!source_is_somewhere(model->system.version.at));
	CHECK_EQ(model->system.arch.value, MODEL_X86_64 | MODEL_AARCH64);
	CHECK_STR(model->system.kernel.text, "embedded");
	CHECK_EQ(model->system.memory.value, 512 << 20);
	CHECK_EQ(model->debug.log.value, MODEL_LOG_INFO);
	CHECK_EQ(model->components_count, 1);
	CHECK_STR(hello->name, "hello");
	check_at(hello->at, "[components.hello]");
	CHECK_STR(hello->path.text, "src");
	CHECK(!hello->builtin.text);
	CHECK_EQ(hello->count.value, 1);
	CHECK_EQ(hello->priority.value, 0);
	CHECK_EQ(hello->start.value, MODEL_START_BOOT);
	CHECK_EQ(hello->restart.policy.value, MODEL_RESTART_NEVER);
	CHECK_EQ(hello->restart.limit.value, 5);
	CHECK(!source_is_somewhere(hello->restart.at));
	CHECK_STR(hello->args.text, "");
	CHECK_EQ(model->connections_count + model->asserts_count + model->tests_count +
			 model->interfaces.count,
		 0);
}

static void components_have_all_their_keys(void)
{
	const struct system_model *model = read_text(
		MINIMAL "priority = 254\nheap = \"1 MiB\"\nstack = 8192\nthreads = 3\nmemory = "
			"\"4MiB\"\nslots = 100\n"
			"dma = \"64KiB\"\nprovides = [\"a\", \"b\"]\ndevices = [\"uart\"]\nstart = "
			"\"demand\"\nmanage = true\n"
			"log = \"trace\"\nheartbeat = \"500ms\"\nready = \"2s\"\ncount = 7\nargs = \"-v x\"\n"
			"sources = [\"main.c\"]\nrestart = { policy = \"always\", backoff = \"20s\" }\n");
	const struct model_component *hello = &model->components[0];

	CHECK_EQ(hello->priority.value, 254);
	CHECK_EQ(hello->heap.value, 1 << 20);
	check_at(hello->heap.at, "\"1 MiB\"");
	CHECK_EQ(hello->stack.value, 8192);
	CHECK_EQ(hello->threads.value, 3);
	CHECK_EQ(hello->memory.value, 4 << 20);
	CHECK_EQ(hello->slots.value, 100);
	CHECK_EQ(hello->dma.value, 65536);
	CHECK_EQ(hello->provides.count, 2);
	CHECK_STR(hello->provides.items[1].text, "b");
	check_at(hello->provides.items[1].at, "\"b\"");
	CHECK_STR(hello->devices.items[0].text, "uart");
	CHECK_EQ(hello->start.value, MODEL_START_DEMAND);
	CHECK(hello->manage.value);
	CHECK_EQ(hello->log.value, MODEL_LOG_TRACE);
	CHECK_EQ(hello->heartbeat_ns.value, 500000000);
	CHECK_EQ(hello->ready_ns.value, 2000000000);
	CHECK_EQ(hello->count.value, 7);
	CHECK_STR(hello->args.text, "-v x");
	CHECK_STR(hello->sources.items[0].text, "main.c");
	CHECK_EQ(hello->restart.policy.value, MODEL_RESTART_ALWAYS);
	CHECK_EQ(hello->restart.backoff_ns.value, 20000000000);
	CHECK_EQ(hello->restart.backoff_max_ns.value, 20000000000); /* never less than the first */
}

static void the_first_architecture_is_known(void)
{
	const struct system_model *model =
		read_text("[system]\nname = \"x\"\narch = [\"aarch64\", \"x86_64\"]\n[components.x]\n");

	CHECK_EQ(model->system.arch.value, MODEL_X86_64 | MODEL_AARCH64);
	CHECK_EQ(1u << model->system.arch.first, MODEL_AARCH64);
	CHECK_EQ(1u << read_text(MINIMAL)->system.arch.first, MODEL_X86_64);
}

static void connections_are_taken_apart(void)
{
	const struct system_model *model =
		read_text(MINIMAL "[connections]\nhello.console = \"serial\"\n"
				  "hello.log = { to = \"store.lines\", ring = \"8KiB\", data = \"1MiB\" }\n");
	const struct model_connection *first = model->connections, *second = first + 1;

	CHECK_EQ(model->connections_count, 2);
	CHECK_STR(first->client.text, "hello");
	check_at(first->client.at, "hello");
	CHECK_STR(first->end.text, "console");
	check_at(first->end.at, "console");
	CHECK_STR(first->provider.text, "serial");
	check_at(first->provider.at, "serial");
	CHECK(!first->interface.text);
	check_at(first->at, "\"serial\"");
	CHECK_STR(second->provider.text, "store");
	CHECK_STR(second->interface.text, "lines");
	check_at(second->interface.at, "lines");
	CHECK_EQ(second->ring.value, 8192);
	CHECK_EQ(second->data.value, 1 << 20);
}

static void interfaces_have_numbers_and_types(void)
{
	const struct system_model *model = read_text(
		MINIMAL
		"[interfaces.a]\noperations.x = { in = [\"one: u8\", \"two :text\"], out = [\"t: i64\"] }\n"
		"operations.y-z = {}\nring = { forward = 0, backward = 4096, entry-bytes = 16 }\n"
		"[interfaces.b]\nbase = 0\nring = {}\n");
	const struct model_interface *a = model->interfaces.items, *b = a + 1;

	CHECK_EQ(a->operations_count, 2);
	CHECK_EQ(a->operations[0].number, 1);
	CHECK_EQ(a->operations[1].number, 2);
	CHECK_STR(a->operations[1].name, "y-z");
	CHECK_STR(a->operations[0].in.items[1].name, "two");
	CHECK_EQ(a->operations[0].in.items[1].type, MODEL_TEXT);
	CHECK_EQ(a->operations[0].out.items[0].type, MODEL_I64);
	CHECK_EQ(model_words_max(&a->operations[0].in), 34);
	CHECK(a->base.value && a->base.value % 256 == 0 && a->base.value < UINT32_MAX);
	CHECK_EQ(a->ring.entry_bytes.value, 16);
	CHECK_EQ(a->ring.forward.value, 0);
	CHECK_EQ(a->ring.backward.value, 4096);
	CHECK_EQ(b->base.value, 0);
	CHECK_EQ(b->ring.backward.value, 4096);
	CHECK(source_is_somewhere(b->ring.at));
}

static void asserts_have_one_form(void)
{
	const struct system_model *model =
		read_text(MINIMAL "[[assert]]\nnever = \" crypto-box->net \"\nbecause = "
				  "\"keys\"\n[[assert]]\nonly = [\"serial\"]\n"
				  "device = \"uart\"\n[[assert]]\nonly = []\nholds = "
				  "\"dma\"\n[[assert]]\nonly = [\"a\"]\nreach = \"net\"\n");
	const struct model_assert *assert = model->asserts;

	CHECK_EQ(model->asserts_count, 4);
	CHECK_EQ(assert[0].kind, MODEL_ASSERT_NEVER);
	CHECK_STR(assert[0].from.text, "crypto-box");
	CHECK_STR(assert[0].to.text, "net");
	CHECK_STR(assert[0].because.text, "keys");
	CHECK_EQ(assert[1].kind, MODEL_ASSERT_DEVICE);
	CHECK_STR(assert[1].what.text, "uart");
	CHECK_STR(assert[1].only.items[0].text, "serial");
	CHECK_EQ(assert[2].kind, MODEL_ASSERT_HOLDS);
	CHECK_EQ(assert[2].holding, MODEL_HOLDS_DMA);
	CHECK_EQ(assert[2].only.count, 0);
	CHECK_EQ(assert[3].kind, MODEL_ASSERT_REACH);
}

static void tests_expect_text_or_patterns(void)
{
	const struct model_test *test =
		read_text(MINIMAL "[[test]]\nname = \"t\"\ntype = [\"help\", \"help\"]\nexpect = [\"a/b\", "
				  "\"/[0-9]+ ms/\", \"/\"]\n"
				  "exit = 3\narch = [\"aarch64\"]\n")
			->tests;

	CHECK_EQ(test->type.count, 2);
	CHECK_EQ(test->expect_count, 3);
	CHECK(!test->expect[0].is_regex && test->expect[1].is_regex && !test->expect[2].is_regex);
	CHECK_STR(test->expect[1].text.text, "[0-9]+ ms");
	CHECK_EQ(test->exit.value, 3);
	CHECK_EQ(test->arch.value, MODEL_AARCH64);
	CHECK_EQ(test->timeout_ns.value, 60000000000);
}

/** Each section's example of the reference is right, with a [system] and a component around it. */
static void examples_are_right(void)
{
	for (size_t i = 0; i < schema_sections_count; i++) {
		const struct schema_section *section = schema_sections[i];
		char text[4096];

		snprintf(text, sizeof(text), "%s%s%s",
			 section == &schema_system ? "" : "[system]\nname = \"x\"\n",
			 section == &schema_components ? "" : "[components.x]\n", section->example);
		read_text(text);
	}
}

/** Defaults are within their own limits, and every key is explained. */
static void rows_are_right(void)
{
	for (size_t i = 0; i < schema_sections_count; i++)
		for (size_t j = 0; j < schema_sections[i]->keys_count; j++) {
			const struct schema_key *key = &schema_sections[i]->keys[j];
			union {
				struct model_text text;
				struct model_texts texts;
				struct model_number number;
				struct model_set set;
				struct model_flag flag;
			} field = { .texts = { NULL, 0, SOURCE_NOWHERE } };
			struct schema_reader reader = { .arena = &arena, .diagnostics = &diagnostics };

			CHECK(key->doc && key->doc[0]);
			CHECK(schema_wanted(&arena, key));
			if (key->preset)
				schema_read_preset(&reader, key, &field);
			CHECK_EQ(diagnostics.errors, 0);
		}
}

static void units_are_powers_or_seconds(void)
{
	static const char *const sizes[] = { "0",     "1B",   "1023B", "1KiB", "1025B",
					     "64KiB", "3MiB", "5GiB",  "1TiB" };
	static const char *const durations[] = {
		"1ns", "1us", "1500us", "500ms", "59s", "1min", "90s", "24h"
	};
	uint64_t value;

	for (size_t i = 1; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		CHECK(schema_parse_size(sizes[i], &value) &&
		      strcmp(schema_print_size(&arena, value), sizes[i]) == 0);
	for (size_t i = 0; i < sizeof(durations) / sizeof(durations[0]); i++)
		CHECK(schema_parse_duration(durations[i], &value) &&
		      strcmp(schema_print_duration(&arena, value), durations[i]) == 0);
	CHECK(!schema_parse_size("64KB", &value) && !schema_parse_size("64", &value) &&
	      !schema_parse_size("KiB", &value) && !schema_parse_size("-1KiB", &value) &&
	      !schema_parse_size("99999999999999999999B", &value) &&
	      !schema_parse_size("17179869184GiB", &value) && !schema_parse_size("1KiBx", &value));
}

static const struct model_interface *load_interface(const char *file)
{
	const char *path = arena_print(&arena, "%s/%s", KAAL_INTERFACES, file);
	const struct model_interfaces *interfaces = schema_load_interfaces(path, &arena, &diagnostics);

	if (!interfaces)
		diagnostics_print(&diagnostics, stdout, false);
	CHECK(interfaces && interfaces->count == 1);
	return interfaces->items;
}

/** KaaL's own interfaces: each file holds the one that it is called after. */
static void interfaces_come_from_files(void)
{
	DIR *folder = opendir(KAAL_INTERFACES);
	unsigned int count = 0;

	CHECK(folder);
	for (const struct dirent *entry; (entry = readdir(folder));) {
		size_t len = strlen(entry->d_name);

		if (entry->d_name[0] == '.')
			continue;
		CHECK(len > 5 && strcmp(entry->d_name + len - 5, ".toml") == 0);
		CHECK_STR(load_interface(entry->d_name)->name, arena_copy(&arena, entry->d_name, len - 5));
		count++;
	}
	closedir(folder);
	CHECK(count >= 6);
	CHECK(!schema_load_interfaces("/nowhere", &arena, &diagnostics));
}

static uint64_t label_of(const struct model_interface *interface, const char *operation)
{
	for (size_t i = 0; i < interface->operations_count; i++)
		if (strcmp(interface->operations[i].name, operation) == 0)
			return interface->base.value + interface->operations[i].number;
	return 0;
}

/** Where a protocol has a C header too, both have the same numbers. */
static void labels_are_those_of_the_abi(void)
{
	const struct model_interface *timer = load_interface("timer.toml");

	CHECK_EQ(label_of(timer, "now"), KAAL_TIMER_NOW);
	CHECK_EQ(label_of(timer, "alarm"), KAAL_TIMER_ALARM);
	CHECK_EQ(label_of(timer, "alarm-by"), KAAL_TIMER_ALARM_BY);
	CHECK_EQ(label_of(load_interface("clock.toml"), "read"), KAAL_CLOCK_READ);
	CHECK_EQ(label_of(load_interface("block.toml"), "info"), KAAL_BLOCK_INFO);
	CHECK_EQ(load_interface("block.toml")->ring.entry_bytes.value, sizeof(struct kaal_request));
	CHECK_EQ(load_interface("log.toml")->ring.entry_bytes.value, sizeof(struct kaal_log_line));
}

TAP_MAIN(TAP(the_smallest_system_has_defaults), TAP(components_have_all_their_keys),
	 TAP(the_first_architecture_is_known), TAP(connections_are_taken_apart),
	 TAP(interfaces_have_numbers_and_types), TAP(asserts_have_one_form),
	 TAP(tests_expect_text_or_patterns), TAP(examples_are_right), TAP(rows_are_right),
	 TAP(units_are_powers_or_seconds), TAP(interfaces_come_from_files), TAP(labels_are_those_of_the_abi))
