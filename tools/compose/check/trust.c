/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <dirent.h>
#include <string.h>

#include "check/authority.h"
#include "check/check.h"

/* What is known of a unit: nothing, without a table. */
static struct lines find(const struct resolved *resolved, struct bytes table, const char *unit)
{
	struct lines lines = { 0, 0, "" };

	if (table.count)
		lines_find(resolved->arena, table, unit, &lines);
	return lines;
}

static bool is_source(const char *name)
{
	size_t length = strlen(name);

	return length > 2 && (strcmp(name + length - 2, ".c") == 0 || strcmp(name + length - 2, ".S") == 0);
}

static void add_folder(struct lines_list *list, const char *folder)
{
	DIR *open = opendir(folder);

	if (!open)
		return;
	for (const struct dirent *entry = readdir(open); entry; entry = readdir(open))
		if (is_source(entry->d_name))
			lines_add_source(list, arena_print(list->arena, "%s/%s", folder, entry->d_name));
	closedir(open);
}

/* Sources of the project, with what they include of its folder. */
static uint64_t source_lines(const struct resolved *resolved, const struct model_component *model,
			     const char *project)
{
	struct lines_list list = { .arena = resolved->arena };
	const char *folder = model->path.text[0] == '/'
				     ? model->path.text
				     : arena_print(resolved->arena, "%s/%s", project, model->path.text);

	lines_below(&list, project);
	lines_include(&list, folder);
	for (size_t i = 0; i < model->sources.count; i++)
		lines_add_source(&list,
				 arena_print(resolved->arena, "%s/%s", folder, model->sources.items[i].text));
	if (!model->sources.count)
		add_folder(&list, folder);
	return list.sum.lines;
}

static struct lines own_lines(const struct resolved *resolved, const struct component *component,
			      struct bytes table, const char *project)
{
	if (component->model && component->model->path.text)
		return (struct lines){ source_lines(resolved, component->model, project), 0, "" };
	if (!component->program)
		return (struct lines){ 0, 0, "" };
	return find(resolved, table, arena_print(resolved->arena, "component/%s", component->program->name));
}

/* A sum in which each program counts once, whatever its instances, and each shared unit. */
struct sum {
	const struct resolved *resolved;
	struct bytes table;
	const char *counted; /* names of shared units, as in struct lines */
	uint64_t lines;
};

static bool is_listed(const char *names, const char *name, size_t length)
{
	for (const char *at = names; (at = strchr(at, ' ')); at++)
		if (strncmp(at + 1, name, length) == 0 && (at[1 + length] == ' ' || !at[1 + length]))
			return true;
	return false;
}

static void add_shared(struct sum *sum, const char *names)
{
	struct arena *arena = sum->resolved->arena;

	for (const char *at = names; (at = strchr(at, ' ')); at++) {
		size_t length = strcspn(at + 1, " ");

		if (is_listed(sum->counted, at + 1, length))
			continue;
		sum->lines += find(sum->resolved, sum->table, arena_copy(arena, at + 1, length)).lines;
		sum->counted = arena_print(arena, "%s %.*s", sum->counted, (int)length, at + 1);
	}
}

static bool was_counted(const struct sum *sum, const bool *members, size_t index)
{
	struct component *const *components = sum->resolved->components;

	for (size_t i = 0; i < index; i++)
		if (members[i] && components[i]->program &&
		    components[i]->program == components[index]->program)
			return true;
	return false;
}

static uint64_t sum_of(const struct resolved *resolved, struct bytes table, const struct lines *own,
		       const bool *members)
{
	struct sum sum = { resolved, table, "", 0 };

	for (size_t i = 0; i < resolved->components_count; i++) {
		if (!members[i] || was_counted(&sum, members, i))
			continue;
		sum.lines += own[i].lines;
		add_shared(&sum, own[i].shared);
	}
	return sum.lines;
}

/* It, whomever it reaches, and who could reach all memory. */
static uint64_t trusted_by(const struct resolved *resolved, struct bytes table, const struct lines *own,
			   uint32_t index)
{
	struct reach reach = authority_from(resolved, index, NULL, false);

	for (size_t i = 0; i < resolved->components_count; i++)
		if (component_masters_bus(resolved->components[i]))
			reach.reached[i] = true;
	return sum_of(resolved, table, own, reach.reached);
}

struct trust trust_of(const struct resolved *resolved, const struct check_places *places)
{
	size_t count = resolved->components_count;
	struct bytes table = { NULL, 0 };
	struct trust trust = { .own = arena_alloc(resolved->arena, count * sizeof(uint64_t)),
			       .all = arena_alloc(resolved->arena, count * sizeof(uint64_t)) };
	struct lines *own = arena_alloc(resolved->arena, count * sizeof *own);
	bool *everybody = arena_alloc(resolved->arena, count * sizeof(bool));
	uint64_t base;

	if (places->lines)
		bytes_read_file(resolved->arena, places->lines, &table);
	trust.kernel = find(resolved, table, "kernel").lines;
	trust.root = find(resolved, table, "root").lines;
	trust.runtime = find(resolved, table, "runtime").lines;
	trust.libc = find(resolved, table, "libc").lines;
	base = trust.kernel + trust.root + trust.runtime + trust.libc;
	for (size_t i = 0; i < count; i++) {
		own[i] = own_lines(resolved, resolved->components[i], table, places->project);
		trust.own[i] = own[i].lines;
		everybody[i] = true;
	}
	for (uint32_t i = 0; i < count; i++)
		trust.all[i] = base + trusted_by(resolved, table, own, i);
	trust.total = base + sum_of(resolved, table, own, everybody);
	return trust;
}
