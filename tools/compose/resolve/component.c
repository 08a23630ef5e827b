/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The components of a system, and what each needs, as far as it stands in its descriptor. */
#include <string.h>

#include "abi/kaal/log.h"
#include "resolve/steps.h"

/* Of a component that says nothing; schema/component.c tells people. */
enum {
	DEFAULT_PRIORITY = 100,
	DEFAULT_STACK_BYTES = 16 << 10,
	DEFAULT_HEAP_BYTES = 64 << 10,
};

struct component *resolved_find(const struct resolved *resolved, const char *name)
{
	for (size_t i = 0; i < resolved->components_count; i++)
		if (strcmp(resolved->components[i]->name, name) == 0)
			return resolved->components[i];
	return NULL;
}

/* Too long a name, or one that is there already, is the person's mistake. */
static bool name_is_refused(struct resolved *resolved, const char *name, struct source_range at)
{
	const struct component *same = resolved_find(resolved, name);

	if (!name_fits(name)) {
		diagnostic_report(resolved->diagnostics, MESSAGE_COMPONENT_NAME_BAD, at, name,
				  diagnostic_text(resolved->diagnostics, "%d", KAAL_NAME_BYTES - 1));
		return true;
	}
	if (same) {
		diagnostic_report(resolved->diagnostics, MESSAGE_COMPONENT_NAME_TWICE, at, name);
		if (source_is_somewhere(same->at))
			diagnostic_see(resolved->diagnostics, same->at, "the other one");
	}
	return same != NULL;
}

struct component *component_add(struct resolved *resolved, const char *name, struct source_range at)
{
	struct component *component;

	if (name_is_refused(resolved, name, at))
		return NULL;
	component = arena_alloc(resolved->arena, sizeof *component);
	*component = (struct component){
		.name = name,
		.at = at,
		.index = (uint32_t)resolved->components_count,
		.row = { .priority = DEFAULT_PRIORITY,
			 .stack_bytes = DEFAULT_STACK_BYTES,
			 .heap_bytes = DEFAULT_HEAP_BYTES,
			 .threads_max = 1,
			 .log_level = KAAL_LOG_INFO },
	};
	strcpy(component->row.name, name);
	resolved->components = arena_grow(resolved->arena, resolved->components, resolved->components_count,
					  sizeof(struct component *));
	resolved->components[resolved->components_count++] = component;
	return component;
}

struct need *component_need(struct resolved *resolved, struct component *component,
			    const struct kaal_need *row, struct source_range at)
{
	struct need *need = arena_alloc(resolved->arena, sizeof *need);

	*need = (struct need){ .row = *row, .at = at };
	component->needs =
		arena_grow(resolved->arena, component->needs, component->needs_count, sizeof(struct need *));
	component->needs[component->needs_count++] = need;
	return need;
}

struct need *component_provides(const struct component *component, const char *interface)
{
	for (size_t i = 0; i < component->needs_count; i++) {
		struct need *need = component->needs[i];

		if (need->row.kind == KAAL_NEED_PROVIDES &&
		    strcmp(need_interface(&need->row), interface) == 0)
			return need;
	}
	return NULL;
}

/* Of two instances of a driver, each takes a device of its own. */
static void take_next_device(struct kaal_need *row, unsigned int instance)
{
	if (row->kind == KAAL_NEED_DEVICE || row->kind == KAAL_NEED_DT_MMIO || row->kind == KAAL_NEED_DT_IRQ)
		row->b += instance;
}

static void take_needs(struct resolved *resolved, struct component *component,
		       const struct kaal_component *descriptor, unsigned int instance)
{
	for (unsigned int i = 0; i < descriptor->needs_count; i++) {
		struct kaal_need row = descriptor->needs[i];

		take_next_device(&row, instance);
		if (row.kind == KAAL_NEED_MANAGE)
			component->row.flags |= KAAL_PLAN_MANAGE;
		else
			component_need(resolved, component, &row, SOURCE_NOWHERE);
	}
}

void component_describe(struct resolved *resolved, struct component *component, const struct program *program,
			unsigned int instance)
{
	const struct kaal_component *descriptor = &program->descriptor;
	struct kaal_plan_component *row = &component->row;

	component->program = program;
	if (!program->has_descriptor)
		return;
	row->priority = descriptor->priority;
	row->stack_bytes = descriptor->stack_bytes;
	row->heap_bytes = descriptor->heap_bytes;
	row->threads_max = descriptor->threads_max ? descriptor->threads_max : 1;
	if (descriptor->flags & KAAL_COMPONENT_ON_DEMAND)
		row->flags |= KAAL_PLAN_ON_DEMAND;
	take_needs(resolved, component, descriptor, instance);
}

struct program *resolved_program(struct resolved *resolved, const char *path, struct source_range at)
{
	struct program *program;

	for (size_t i = 0; i < resolved->programs_count; i++)
		if (strcmp(resolved->programs[i]->path, path) == 0)
			return resolved->programs[i];
	program = program_read(resolved->arena, resolved->diagnostics, path, at, resolved->machine);
	if (!program)
		return NULL;
	resolved->programs = arena_grow(resolved->arena, resolved->programs, resolved->programs_count,
					sizeof(struct program *));
	resolved->programs[resolved->programs_count++] = program;
	return program;
}
