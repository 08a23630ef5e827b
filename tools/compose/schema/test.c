/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* [[test]] */
#include <regex.h>
#include <string.h>

#include "schema/reader.h"

#define MS  UINT64_C(1000000)
#define MIB UINT64_C(1048576)
#define GIB (1024 * MIB)

/** Does it compile? @return whether it does; if not, that was reported */
static bool regex_check(struct schema_reader *reader, const char *pattern, struct source_range at)
{
	regex_t regex;
	char why[256];
	int error = regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB);

	if (!error) {
		regfree(&regex);
		return true;
	}
	regerror(error, &regex, why, sizeof(why));
	diagnostic_report(reader->diagnostics, MESSAGE_REGEX, at, pattern, why);
	return false;
}

/** "text", or "/regular expression/" */
static bool expect_of(struct schema_reader *reader, const struct toml_value *value,
		      struct model_expect *expect)
{
	const char *text = schema_line(reader, value, 1, 0);
	size_t len = text ? strlen(text) : 0;

	if (!text)
		return false;
	*expect = (struct model_expect){ .text = { text, value->range } };
	if (len < 3 || text[0] != '/' || text[len - 1] != '/')
		return true;
	expect->is_regex = true;
	expect->text.text = arena_copy(reader->arena, text + 1, len - 2);
	return regex_check(reader, expect->text.text, value->range);
}

static void expect_read(struct schema_reader *reader, const struct toml_value *value, void *field)
{
	struct model_test *test = (void *)((char *)field - offsetof(struct model_test, expect));

	if (!schema_expect(reader, value, TOML_ARRAY, "an array of strings"))
		return;
	for (size_t i = 0; i < value->array.count; i++) {
		struct model_expect expect;

		if (!expect_of(reader, &value->array.items[i], &expect))
			continue;
		test->expect = arena_grow(reader->arena, test->expect, test->expect_count, sizeof(expect));
		test->expect[test->expect_count++] = expect;
	}
}

#define FIELD(name) .field = offsetof(struct model_test, name)

static const struct schema_key test_keys[] = {
	{ .name = "name",
	  .kind = SCHEMA_LINE,
	  FIELD(name),
	  .is_required = true,
	  .least = 1,
	  .most = 80,
	  .doc = "What it shows, for the report." },
	{ .name = "arch",
	  .kind = SCHEMA_CHOICES,
	  FIELD(arch),
	  .choices = schema_archs,
	  .absent = "the system's",
	  .doc = "Where it is run." },
	{ .name = "memory",
	  .kind = SCHEMA_SIZE,
	  FIELD(memory),
	  .least = 16 * MIB,
	  .most = 1024 * GIB,
	  .absent = "the system's",
	  .doc = "Memory of the machine." },
	{ .name = "type",
	  .kind = SCHEMA_LINES,
	  FIELD(type),
	  .preset = "[]",
	  .doc = "Lines that are typed, each when the prompt is there." },
	{ .name = "expect",
	  .kind = SCHEMA_OWN,
	  FIELD(expect),
	  .read = expect_read,
	  .wanted = "an array of strings",
	  .absent = "it must boot and switch itself off",
	  .doc = "What must be printed, in this order: plain text, or a POSIX extended regular expression "
		 "between slashes, `\"/took [0-9]+ ms/\"`." },
	{ .name = "exit",
	  .kind = SCHEMA_INTEGER,
	  FIELD(exit),
	  .most = 255,
	  .absent = "it does not matter",
	  .doc = "Status of the last line typed, as `run --exec` would return it." },
	{ .name = "timeout",
	  .kind = SCHEMA_DURATION,
	  FIELD(timeout_ns),
	  .least = 100 * MS,
	  .most = 3600000 * MS,
	  .preset = "\"60s\"",
	  .doc = "After so long it has failed." },
};

const struct schema_section schema_tests = {
	.name = "test",
	.form = SCHEMA_LIST,
	SCHEMA_KEYS(test_keys),
	.field = offsetof(struct system_model, tests),
	.count_field = offsetof(struct system_model, tests_count),
	.item_bytes = sizeof(struct model_test),
	.at_field = offsetof(struct model_test, at),
	.doc = "What `sel4-compose test` boots, types and expects.",
	.example = "[[test]]\n"
		   "name = \"help lists its commands\"\n"
		   "type = [\"help\", \"uptime\"]\n"
		   "expect = [\"list the commands\", \"/up [0-9]+/\"]\n"
		   "timeout = \"30s\"\n",
};
