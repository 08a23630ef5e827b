/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Any bytes as a system.toml: parse, check, generate headers, print everything there is to say. What must hold
 * besides the sanitizers' content: nothing is refused without a word, and every place lies within the file.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "diagnostic/report.h"
#include "headers/headers.h"
#include "schema/schema.h"
#include "toml/toml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static FILE *nowhere; /* libFuzzer has no place for a context */

static void range_check(struct source_range range)
{
	if (range.source && (size_t)range.offset + range.bytes > range.source->bytes)
		abort();
}

static void diagnostics_check(const struct diagnostics *diagnostics)
{
	for (const struct diagnostic *each = diagnostics->first; each; each = each->next) {
		range_check(each->range);
		for (const struct remark *place = each->places; place; place = place->next)
			range_check(place->range);
	}
	diagnostics_print(diagnostics, nowhere, true);
	diagnostics_print_json(diagnostics, nowhere);
}

static void headers_write(const struct system_model *model)
{
	for (size_t i = 0; i < model->interfaces.count; i++)
		if (headers_write_interface(nowhere, &model->interfaces.items[i]))
			abort();
}

static void source_read_all(const struct source *source)
{
	struct diagnostics diagnostics = { .limit = 0 };
	struct arena arena = { NULL };
	const struct toml_table *root = toml_parse(source, &arena, &diagnostics);
	const struct system_model *model;

	if (root)
		toml_dump(root, nowhere);
	if (!root != (diagnostics.errors > 0))
		abort();
	diagnostics_check(&diagnostics);
	diagnostics_release(&diagnostics);
	model = schema_read_system(source, &arena, &diagnostics);
	if (!model != (diagnostics.errors > 0))
		abort();
	if (model)
		headers_write(model);
	diagnostics_check(&diagnostics);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { NULL };
	char *text = malloc(size + 1); /* of its own, so that reading past the NUL is seen */

	if (!nowhere)
		nowhere = fopen("/dev/null", "w");
	if (!text || !nowhere)
		abort();
	memcpy(text, data, size);
	text[size] = '\0';
	source_read_all(source_of_text(&arena, "system.toml", text, size));
	arena_release(&arena);
	free(text);
	return 0;
}
