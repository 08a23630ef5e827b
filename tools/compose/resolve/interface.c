/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <string.h>
#include <unistd.h>

#include "resolve/steps.h"
#include "schema/schema.h"

static const struct model_interface *find_in(const struct model_interfaces *interfaces, const char *name)
{
	for (size_t i = 0; interfaces && i < interfaces->count; i++)
		if (strcmp(interfaces->items[i].name, name) == 0)
			return &interfaces->items[i];
	return NULL;
}

const struct model_interface *interface_find(struct resolved *resolved, const char *name)
{
	const struct model_interface *found = find_in(&resolved->model->interfaces, name);
	const char *path;

	if (found || !resolved->places.interfaces || strchr(name, '/'))
		return found;
	path = arena_print(resolved->arena, "%s/%s.toml", resolved->places.interfaces, name);
	if (access(path, R_OK) != 0)
		return NULL;
	return find_in(schema_load_interfaces(path, resolved->arena, resolved->diagnostics), name);
}
