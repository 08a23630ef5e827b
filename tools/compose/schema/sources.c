/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Are the sources there that a system.toml names? */
#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "schema/schema.h"

struct folder {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const struct model_component *component;
	const char *path;
};

static void refuse(const struct folder *folder, const char *what, const char *path, struct source_range at)
{
	diagnostic_report(folder->diagnostics, MESSAGE_SOURCE_MISSING, at,
			  arena_print(folder->arena, "[components.%s]", folder->component->name), what, path);
}

static bool is_source(const char *name)
{
	size_t len = strlen(name);

	return len > 2 && (strcmp(name + len - 2, ".c") == 0 || strcmp(name + len - 2, ".S") == 0);
}

static void check_any(const struct folder *folder)
{
	DIR *listing = opendir(folder->path);
	const struct dirent *entry;
	bool has_source = false;

	while (listing && !has_source && (entry = readdir(listing)))
		has_source = is_source(entry->d_name);
	if (listing)
		closedir(listing);
	if (!has_source)
		refuse(folder, "source file",
		       arena_print(folder->arena, "%s/*.c", folder->component->path.text),
		       folder->component->path.at);
}

static void check_each(const struct folder *folder)
{
	const struct model_texts *sources = &folder->component->sources;
	struct stat status;

	for (size_t i = 0; i < sources->count; i++) {
		const char *name = sources->items[i].text;

		if (stat(arena_print(folder->arena, "%s/%s", folder->path, name), &status) != 0)
			refuse(folder, arena_print(folder->arena, "source file %s", name), name,
			       sources->items[i].at);
	}
}

static const char *path_of(struct arena *arena, const char *top, const char *path)
{
	return path[0] == '/' ? path : arena_print(arena, "%s/%s", top, path);
}

static void component_check(const struct folder *folder)
{
	struct stat status;

	if (stat(folder->path, &status) != 0 || !S_ISDIR(status.st_mode))
		refuse(folder, "folder of sources", folder->component->path.text, folder->component->path.at);
	else if (folder->component->sources.count)
		check_each(folder);
	else
		check_any(folder);
}

void schema_check_sources(const struct system_model *model, const char *folder, struct arena *arena,
			  struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < model->components_count; i++) {
		const struct model_component *component = &model->components[i];
		const struct folder checked = {
			.arena = arena,
			.diagnostics = diagnostics,
			.component = component,
			.path = component->path.text ? path_of(arena, folder, component->path.text) : NULL,
		};

		if (checked.path)
			component_check(&checked);
	}
}
