/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "resolve/resolve.h"

#include <string.h>

#include "image/bundle.h"
#include "image/strip.h"
#include "resolve/steps.h"

struct resolved *resolve_begin(const char *name, const char *version, const struct resolve_places *places,
			       struct arena *arena, struct diagnostics *diagnostics)
{
	struct resolved *resolved = arena_alloc(arena, sizeof *resolved);

	*resolved = (struct resolved){
		.arena = arena,
		.diagnostics = diagnostics,
		.places = *places,
		.machine = places->arch == MODEL_X86_64 ? ELF_MACHINE_X86_64 : ELF_MACHINE_AARCH64,
		.name = name,
		.version = version,
	};
	return resolved;
}

/* The plan is the bundle's first file, then come the programs. */
static void number_programs(struct resolved *resolved)
{
	for (size_t i = 0; i < resolved->programs_count; i++)
		resolved->programs[i]->bundle_file = (uint32_t)i + 1;
}

struct resolved *resolve_finish(struct resolved *resolved, unsigned int errors)
{
	connect_rest(resolved);
	connect_root(resolved);
	devices_check(resolved);
	order_find(resolved);
	number_programs(resolved);
	plan_fill(resolved);
	return resolved->diagnostics->errors == errors ? resolved : NULL;
}

static void add_program(struct resolved *resolved, const char *path)
{
	struct program *program = resolved_program(resolved, path, SOURCE_NOWHERE);
	struct component *component;

	if (!program)
		return;
	component = component_add(
		resolved, program->has_descriptor ? program->descriptor.name : program->name, SOURCE_NOWHERE);
	if (component)
		component_describe(resolved, component, program, 0);
}

struct resolved *resolve_programs(const char *name, const char *const *paths, size_t paths_count,
				  const struct resolve_places *places, struct arena *arena,
				  struct diagnostics *diagnostics)
{
	unsigned int errors = diagnostics->errors;
	struct resolved *resolved = resolve_begin(name, "", places, arena, diagnostics);

	for (size_t i = 0; i < paths_count; i++)
		add_program(resolved, paths[i]);
	return resolve_finish(resolved, errors);
}

static bool is_taken(const struct bundle_file *files, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(files[i].name, name) == 0)
			return true;
	return false;
}

/* Files of two folders may have the same name, or a name too long for a bundle. */
static const char *name_in_bundle(const struct resolved *resolved, const struct bundle_file *files,
				  size_t count, const char *name)
{
	if (strlen(name) < KAAL_BUNDLE_NAME_BYTES && !is_taken(files, count, name))
		return name;
	return arena_print(resolved->arena, "%.20s~%zu", name, count);
}

static struct bytes stripped(const struct resolved *resolved, struct bytes file)
{
	struct elf_file elf;

	return elf_file_open(file, &elf) ? file : elf_strip(resolved->arena, &elf);
}

struct bytes resolved_bundle(const struct resolved *resolved)
{
	size_t count = resolved->programs_count + 1;
	struct bundle_file *files = arena_alloc(resolved->arena, count * sizeof *files);

	files[0] = (struct bundle_file){ KAAL_PLAN_FILE, plan_encode(resolved->arena, &resolved->plan) };
	for (size_t i = 1; i < count; i++) {
		const struct program *program = resolved->programs[i - 1];

		files[i] = (struct bundle_file){ name_in_bundle(resolved, files, i, program->name),
						 stripped(resolved, program->file) };
	}
	return bundle_make(resolved->arena, resolved->name, files, count);
}
