/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* sel4-compose: so far what its parts need to be seen at work. */
#include <string.h>

#include "diagnostic/diagnostic.h"
#include "link/link.h"
#include "schema/schema.h"
#include "toml/toml.h"

static const struct source *read_or_report(const char *path, struct arena *arena,
					   struct diagnostics *diagnostics)
{
	const struct source *source = NULL;
	int error = source_read(arena, path, &source);

	if (error)
		diagnostic_report(diagnostics, MESSAGE_FILE_UNREADABLE, SOURCE_NOWHERE, path,
				  strerror(-error));
	return source;
}

/** parse FILE: print any TOML file as JSON. */
static void parse(const char *path, struct arena *arena, struct diagnostics *diagnostics)
{
	const struct source *source = read_or_report(path, arena, diagnostics);
	const struct toml_table *root = source ? toml_parse(source, arena, diagnostics) : NULL;

	if (root)
		toml_dump(root, stdout);
}

static int usage(void)
{
	fputs("usage: sel4-compose parse FILE\n"
	      "       sel4-compose check\n"
	      "       sel4-compose link --arch ARCH --root ROOT --output IMAGE --name NAME PROGRAM...\n",
	      stderr);
	return 2;
}

int main(int argc, char **argv)
{
	struct diagnostics diagnostics = { .limit = 0 };
	struct arena arena = { NULL };
	struct link_request request;
	unsigned int errors;

	if (argc == 3 && strcmp(argv[1], "parse") == 0)
		parse(argv[2], &arena, &diagnostics);
	else if (argc > 2 && strcmp(argv[1], "link") == 0 && link_arguments(argc - 2, argv + 2, &request))
		link_image(&request, &arena, &diagnostics);
	else if (argc == 2 && strcmp(argv[1], "check") == 0)
		schema_load_system("system.toml", &arena, &diagnostics);
	else
		return usage();
	diagnostics_print(&diagnostics, stderr, diagnostics_wants_colour(stderr));
	errors = diagnostics.errors;
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	return errors != 0;
}
