/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * headers_make INTERFACES.toml FOLDER: the headers of its interfaces, and the connections of a component that
 * provides them all and is connected to itself, each end called like its interface; and to nobody by `lost`.
 */
#include <stdio.h>
#include <string.h>

#include "headers/headers.h"
#include "schema/schema.h"

enum { ENDS_MAX = 8 };

static struct arena arena;
static struct diagnostics diagnostics;

static FILE *create(const char *folder, const char *name)
{
	const char *path = arena_print(&arena, "%s/%s", folder, name);
	FILE *out = fopen(path, "w");

	if (!out)
		perror(path);
	return out;
}

static int write_interface(const char *folder, const struct model_interface *interface)
{
	FILE *out = create(folder, arena_print(&arena, "interfaces/%s.h", interface->name));
	int error = out ? headers_write_interface(out, interface) : -1;

	return out && fclose(out) == 0 ? error : -1;
}

static int write_connections(const char *folder, const char *name, const struct header_component *component,
			     int (*write)(FILE *, const struct header_component *))
{
	FILE *out = create(folder, name);
	int error = out ? write(out, component) : -1;

	return out && fclose(out) == 0 ? error : -1;
}

static int write_all(const char *folder, const struct model_interfaces *interfaces)
{
	struct header_end ends[ENDS_MAX];
	const struct model_interface *provides[ENDS_MAX];
	struct header_component component = { "loop", ends, interfaces->count + 1, provides,
					      interfaces->count };
	int error = 0;

	for (size_t i = 0; i < interfaces->count; i++) {
		ends[i] = (struct header_end){ interfaces->items[i].name, "loop", &interfaces->items[i] };
		provides[i] = &interfaces->items[i];
		error |= write_interface(folder, &interfaces->items[i]);
	}
	ends[interfaces->count] = (struct header_end){ "lost", "nobody", &interfaces->items[0] };
	error |= write_connections(folder, "connections.h", &component, headers_write_connections);
	return error |
	       write_connections(folder, "connections.c", &component, headers_write_connections_source);
}

int main(int argc, char **argv)
{
	const struct model_interfaces *interfaces =
		argc == 3 ? schema_load_interfaces(argv[1], &arena, &diagnostics) : NULL;
	int failed = !interfaces || interfaces->count >= ENDS_MAX || write_all(argv[2], interfaces);

	diagnostics_print(&diagnostics, stderr, false);
	arena_release(&arena);
	diagnostics_release(&diagnostics);
	return failed != 0;
}
