/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "resolve/catalogue.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "resolve/steps.h"

static const char SUFFIX[] = ".elf";

static bool has_suffix(const char *name)
{
	size_t length = strlen(name);

	return length > sizeof SUFFIX - 1 && strcmp(name + length - (sizeof SUFFIX - 1), SUFFIX) == 0;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void read_names(struct resolved *resolved, DIR *folder)
{
	for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
		if (!has_suffix(entry->d_name))
			continue;
		resolved->builtins = arena_grow(resolved->arena, resolved->builtins, resolved->builtins_count,
						sizeof(const char *));
		resolved->builtins[resolved->builtins_count++] = arena_copy(
			resolved->arena, entry->d_name, strlen(entry->d_name) - (sizeof SUFFIX - 1));
	}
	if (resolved->builtins)
		qsort(resolved->builtins, resolved->builtins_count, sizeof(const char *), compare_names);
}

const char *const *catalogue_names(struct resolved *resolved, size_t *count)
{
	DIR *folder;

	if (!resolved->builtins && resolved->places.components) {
		folder = opendir(resolved->places.components);
		if (folder) {
			read_names(resolved, folder);
			closedir(folder);
		}
	}
	*count = resolved->builtins_count;
	return resolved->builtins;
}

static const char *path_of(struct resolved *resolved, const char *name)
{
	return arena_print(resolved->arena, "%s/%s%s", resolved->places.components, name, SUFFIX);
}

static bool provides(struct resolved *resolved, const char *name, const char *interface)
{
	char why[DESCRIPTOR_WHY_BYTES];
	struct program program;

	if (program_open(resolved->arena, path_of(resolved, name), resolved->machine, &program, why) ||
	    !program.has_descriptor)
		return false;
	for (unsigned int i = 0; i < program.descriptor.needs_count; i++)
		if (program.descriptor.needs[i].kind == KAAL_NEED_PROVIDES &&
		    strcmp(need_interface(&program.descriptor.needs[i]), interface) == 0)
			return true;
	return false;
}

const char *catalogue_provider(struct resolved *resolved, const char *interface)
{
	size_t count;
	const char *const *names = catalogue_names(resolved, &count);
	const char *found = NULL;
	bool several = false;

	for (size_t i = 0; i < count; i++) {
		if (!provides(resolved, names[i], interface))
			continue;
		if (strcmp(names[i], interface) == 0)
			return names[i]; /* of several, the one called so */
		several |= found != NULL;
		found = names[i];
	}
	return several ? NULL : found;
}

static bool is_there(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

bool catalogue_has(struct resolved *resolved, const char *name)
{
	size_t count;
	const char *const *names = catalogue_names(resolved, &count);

	return is_there(names, count, name);
}

struct component *catalogue_add(struct resolved *resolved, const char *name, const struct component *client)
{
	const struct program *program = catalogue_program(resolved, name, client->at);
	struct component *component = program ? component_add(resolved, name, SOURCE_NOWHERE) : NULL;

	if (!component)
		return NULL;
	component_describe(resolved, component, program, 0);
	component->added_for = client->name;
	return component;
}

const struct program *catalogue_program(struct resolved *resolved, const char *name, struct source_range at)
{
	size_t count;
	const char *const *names = catalogue_names(resolved, &count);

	if (is_there(names, count, name))
		return resolved_program(resolved, path_of(resolved, name), at);
	diagnostic_report(resolved->diagnostics, MESSAGE_BUILTIN_UNKNOWN, at, name);
	if (!diagnostic_suggest(resolved->diagnostics, name, names, count) && !count)
		diagnostic_help(resolved->diagnostics,
				"no built-in component was found in %s: build KaaL for this architecture",
				resolved->places.components ? resolved->places.components : "this KaaL");
	return NULL;
}
