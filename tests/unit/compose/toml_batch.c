/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Parse many documents for tests/compose/toml_oracle.py: each comes as a line with its length in bytes and then
 * itself; for each a line of JSON goes out, or "null" where it is no TOML.
 */
#include <stdio.h>
#include <stdlib.h>

#include "toml/toml.h"

static void document_parse(const char *text, size_t bytes)
{
	struct diagnostics diagnostics = { .limit = 0 };
	struct arena arena = { NULL };
	const struct source *source = source_of_text(&arena, "document", text, bytes);
	const struct toml_table *root = toml_parse(source, &arena, &diagnostics);

	if (!root != (diagnostics.errors > 0))
		abort(); /* refused without a word, or the other way round */
	if (root)
		toml_dump(root, stdout);
	else
		puts("null");
	diagnostics_release(&diagnostics);
	arena_release(&arena);
}

int main(void)
{
	size_t bytes;

	while (scanf("%zu", &bytes) == 1 && getchar() == '\n') {
		char *text = calloc(1, bytes + 1);

		if (!text || fread(text, 1, bytes, stdin) != bytes)
			return 1;
		document_parse(text, bytes);
		free(text);
	}
	return feof(stdin) ? 0 : 1;
}
