/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* docs/spec/system-toml.md, out of the rows. */
#include "schema/reader.h"
#include "schema/schema.h"

static void print_default(FILE *out, const struct schema_key *key)
{
	if (key->is_required)
		fputs("*must be there*", out);
	else if (key->preset)
		fprintf(out, "`%s`", key->preset);
	else
		fputs(key->absent ? key->absent : "–", out);
}

static void print_keys(FILE *out, struct arena *arena, const struct schema_section *section)
{
	fputs("| key | value | default | meaning |\n|---|---|---|---|\n", out);
	for (size_t i = 0; i < section->keys_count; i++) {
		const struct schema_key *key = &section->keys[i];

		fprintf(out, "| `%s` | %s | ", key->name, schema_wanted(arena, key));
		print_default(out, key);
		fprintf(out, " | %s |\n", key->doc);
	}
	fputc('\n', out);
}

/** The keys of tables that a key of the section can be. */
static void print_inner(FILE *out, struct arena *arena, const struct schema_section *section)
{
	for (size_t i = 0; i < section->keys_count; i++) {
		const struct schema_key *key = &section->keys[i];

		if (!key->inner)
			continue;
		fprintf(out, "### `%s`%s\n\n", key->name,
			key->inner->form == SCHEMA_NAMED ? ": each, by its name" : " as a table");
		print_keys(out, arena, key->inner);
	}
}

static void print_section(FILE *out, struct arena *arena, const struct schema_section *section)
{
	fprintf(out, "## %s\n\n%s%s\n\n", schema_title(arena, section), section->doc,
		section->is_required ? " It must be there." : "");
	fprintf(out, "```toml\n%s```\n\n", section->example);
	if (section->keys_count)
		print_keys(out, arena, section);
	if (section == &schema_connections) {
		fputs("### A connection as a table\n\n", out);
		print_keys(out, arena, &schema_connection);
	}
	print_inner(out, arena, section);
}

static void print_top(FILE *out)
{
	fputs("<!-- Made by compose-spec from tools/compose/schema/; tests/compose/reference.py --update "
	      "renews it. -->\n"
	      "# system.toml\n"
	      "\n"
	      "One file says what a system consists of, who talks to whom, and within which limits. It is "
	      "[TOML 1.0](https://toml.io/en/v1.0.0). This page is made from the table that checks it. The "
	      "smallest system:\n"
	      "\n"
	      "```toml\n"
	      "[system]\n"
	      "name = \"my-os\"\n"
	      "\n"
	      "[components.hello]\n"
	      "path = \"src\"\n"
	      "```\n"
	      "\n"
	      "- **Names** of components, interfaces, operations and ends have letters a-z, digits and `-`, "
	      "begin with a letter, do not end in `-`, and are 1 to 23 bytes long.\n"
	      "- **Sizes** are numbers of bytes, or strings with a unit of 1024: `\"64KiB\"`, `\"2MiB\"`, "
	      "`\"1GiB\"`.\n"
	      "- **Durations** are strings with a unit: `\"10us\"`, `\"500ms\"`, `\"2s\"`, `\"1min\"`, "
	      "`\"1h\"`.\n"
	      "- **Unknown** keys and sections are errors.\n"
	      "\n",
	      out);
}

void schema_print_reference(FILE *out)
{
	struct arena arena = { NULL };

	print_top(out);
	for (size_t i = 0; i < schema_sections_count; i++)
		print_section(out, &arena, schema_sections[i]);
	arena_release(&arena);
}
