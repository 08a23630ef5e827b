/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <dirent.h>
#include <string.h>

#include "check/authority.h"
#include "check/check.h"

static uint64_t unit_lines(struct bytes table, const char *unit)
{
	struct lines lines = { 0, 0 };

	return table.count && lines_find(table, unit, &lines) ? lines.lines : 0;
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

static uint64_t own_lines(const struct resolved *resolved, const struct component *component,
			  struct bytes table, const char *project)
{
	if (component->model && component->model->path.text)
		return source_lines(resolved, component->model, project);
	return component->program ? unit_lines(table, arena_print(resolved->arena, "component/%s",
								  component->program->name))
				  : 0;
}

/* Of several instances, or users of one program, the lines count once. */
static bool is_counted(const struct resolved *resolved, const bool *counted, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (counted[i] && resolved->components[i]->program &&
		    resolved->components[i]->program == resolved->components[index]->program)
			return true;
	return false;
}

static uint64_t sum_of(const struct resolved *resolved, const uint64_t *own, const bool *counted)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < resolved->components_count; i++)
		if (counted[i] && !is_counted(resolved, counted, i))
			sum += own[i];
	return sum;
}

/* It, whomever it reaches, and who could reach all memory. */
static uint64_t trusted_by(const struct resolved *resolved, const uint64_t *own, uint32_t index)
{
	struct reach reach = authority_from(resolved, index, NULL, false);

	for (size_t i = 0; i < resolved->components_count; i++)
		if (component_masters_bus(resolved->components[i]))
			reach.reached[i] = true;
	return sum_of(resolved, own, reach.reached);
}

struct trust trust_of(const struct resolved *resolved, const struct check_places *places)
{
	size_t count = resolved->components_count;
	struct bytes table = { NULL, 0 };
	struct trust trust = { .own = arena_alloc(resolved->arena, count * sizeof(uint64_t)),
			       .all = arena_alloc(resolved->arena, count * sizeof(uint64_t)) };
	bool *everybody = arena_alloc(resolved->arena, count * sizeof(bool));
	uint64_t base;

	if (places->lines)
		bytes_read_file(resolved->arena, places->lines, &table);
	trust.kernel = unit_lines(table, "kernel");
	trust.root = unit_lines(table, "root");
	trust.runtime = unit_lines(table, "runtime");
	trust.libc = unit_lines(table, "libc");
	base = trust.kernel + trust.root + trust.runtime + trust.libc;
	for (size_t i = 0; i < count; i++) {
		trust.own[i] = own_lines(resolved, resolved->components[i], table, places->project);
		everybody[i] = true;
	}
	for (uint32_t i = 0; i < count; i++)
		trust.all[i] = base + trusted_by(resolved, trust.own, i);
	trust.total = base + sum_of(resolved, trust.own, everybody);
	return trust;
}
