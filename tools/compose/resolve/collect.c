/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What system.toml lists becomes components, each as often as it says, with their programs and limits. */
#include <string.h>

#include "abi/kaal/log.h"
#include "resolve/catalogue.h"
#include "resolve/steps.h"

static const struct program *find_program(struct resolved *resolved, const struct model_component *model)
{
	const struct resolve_places *places = &resolved->places;

	if (!model->path.text)
		return catalogue_program(resolved, model->builtin.text ? model->builtin.text : model->name,
					 model->builtin.text ? model->builtin.at : model->at);
	if (!places->built)
		return NULL;
	return resolved_program(resolved,
				arena_print(resolved->arena, "%s/%s.elf", places->built, model->name),
				model->path.at);
}

static uint32_t to_ms(uint64_t ns)
{
	return (uint32_t)((ns + 999999) / 1000000);
}

static void take_number(uint32_t *field, const struct model_number *number)
{
	if (source_is_somewhere(number->at))
		*field = (uint32_t)number->value;
}

static void take_bytes(uint64_t *field, const struct model_number *number)
{
	if (source_is_somewhere(number->at))
		*field = number->value;
}

static void take_restart(struct kaal_plan_component *row, const struct model_restart *restart)
{
	static const uint32_t policies[] = {
		[MODEL_RESTART_NEVER] = KAAL_RESTART_NEVER,
		[MODEL_RESTART_ON_FAULT] = KAAL_RESTART_ON_FAULT,
		[MODEL_RESTART_ALWAYS] = KAAL_RESTART_ALWAYS,
	};

	row->restart = policies[restart->policy.value];
	row->restart_limit = (uint32_t)restart->limit.value;
	row->restart_window_ms = to_ms(restart->within_ns.value);
	row->backoff_ms = to_ms(restart->backoff_ns.value);
	row->backoff_max_ms = to_ms(restart->backoff_max_ns.value);
}

_Static_assert((int)MODEL_LOG_NONE == 0 && (int)MODEL_LOG_ERROR == KAAL_LOG_ERROR &&
		       (int)MODEL_LOG_TRACE == KAAL_LOG_TRACE,
	       "levels are numbered alike");

static uint32_t log_level(const struct resolved *resolved, const struct model_component *model)
{
	return (uint32_t)(source_is_somewhere(model->log.at) ? model->log.value
							     : resolved->model->debug.log.value);
}

/* The sum of what its descriptor asks for. */
static uint64_t dma_bytes(const struct component *component)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < component->needs_count; i++)
		if (component->needs[i]->row.kind == KAAL_NEED_DMA)
			bytes += component->needs[i]->row.a;
	return bytes;
}

/* What stands in system.toml comes before what the descriptor says. */
static void take_limits(const struct resolved *resolved, struct component *component)
{
	const struct model_component *model = component->model;
	struct kaal_plan_component *row = &component->row;

	take_number(&row->priority, &model->priority);
	take_number(&row->threads_max, &model->threads);
	take_number(&row->slots_max, &model->slots);
	take_bytes(&row->heap_bytes, &model->heap);
	take_bytes(&row->stack_bytes, &model->stack);
	take_bytes(&row->memory_max_bytes, &model->memory);
	take_bytes(&row->dma_max_bytes, &model->dma);
	row->ready_ms = to_ms(model->ready_ns.value);
	row->heartbeat_ms = to_ms(model->heartbeat_ns.value);
	row->log_level = log_level(resolved, model);
	if (source_is_somewhere(model->start.at))
		row->flags = (row->flags & ~(uint32_t)KAAL_PLAN_ON_DEMAND) |
			     (model->start.value == MODEL_START_DEMAND ? KAAL_PLAN_ON_DEMAND : 0);
	if (model->manage.value)
		row->flags |= KAAL_PLAN_MANAGE;
	if (model->args.text)
		strncpy(row->args, model->args.text, sizeof row->args - 1);
	take_restart(row, &model->restart);
}

static void provide(struct resolved *resolved, struct component *component,
		    const struct model_text *interface)
{
	struct kaal_need row = { .kind = KAAL_NEED_PROVIDES };

	if (component_provides(component, interface->text))
		return;
	if (!name_fits(interface->text)) {
		diagnostic_report(resolved->diagnostics, MESSAGE_NAME_LONG, interface->at, interface->text,
				  diagnostic_text(resolved->diagnostics, "%d", KAAL_NAME_BYTES - 1));
		return;
	}
	strcpy(row.name, interface->text);
	component_need(resolved, component, &row, interface->at);
}

/* A device is named as the driver calls it, or by what it matches. */
static bool is_device(const struct need *need, const char *device)
{
	return need->row.kind == KAAL_NEED_DEVICE &&
	       (strcmp(need->row.name, device) == 0 || strcmp(need->row.match, device) == 0);
}

static bool drives(const struct component *component, const char *device)
{
	for (size_t i = 0; i < component->needs_count; i++)
		if (is_device(component->needs[i], device))
			return true;
	return false;
}

static bool has_device(const struct component *component)
{
	for (size_t i = 0; i < component->needs_count; i++)
		if (component->needs[i]->row.kind == KAAL_NEED_DEVICE)
			return true;
	return false;
}

static bool is_listed(const struct model_texts *devices, const struct need *need)
{
	for (size_t i = 0; i < devices->count; i++)
		if (is_device(need, devices->items[i].text))
			return true;
	return false;
}

/* Is it a region, an interrupt or DMA memory of a device that was left out? */
static bool is_orphan(const struct component *component, const struct need *need)
{
	if (need->row.kind != KAAL_NEED_REGION && need->row.kind != KAAL_NEED_IRQ &&
	    need->row.kind != KAAL_NEED_DMA)
		return false;
	return !drives(component, need->row.name);
}

static void drop_needs(struct component *component, const struct model_texts *devices, bool orphans)
{
	size_t kept = 0;

	for (size_t i = 0; i < component->needs_count; i++) {
		struct need *need = component->needs[i];
		bool dropped = orphans ? is_orphan(component, need)
				       : need->row.kind == KAAL_NEED_DEVICE && !is_listed(devices, need);

		if (!dropped)
			component->needs[kept++] = need;
	}
	component->needs_count = kept;
}

static void report_undriven(struct resolved *resolved, const struct component *component,
			    const struct model_text *device)
{
	const char **matches = arena_alloc(resolved->arena, component->needs_count * sizeof *matches);
	size_t count = 0;

	for (size_t i = 0; i < component->needs_count; i++)
		if (component->needs[i]->row.kind == KAAL_NEED_DEVICE)
			matches[count++] = component->needs[i]->row.match;
	diagnostic_report(resolved->diagnostics, MESSAGE_DEVICE_UNDRIVEN, device->at, component->name,
			  device->text);
	diagnostic_suggest(resolved->diagnostics, device->text, matches, count);
}

/* The driver says what it can drive; system.toml can only take some of it away. */
static void restrict_devices(struct resolved *resolved, struct component *component)
{
	const struct model_texts *devices = &component->model->devices;

	for (size_t i = 0; i < devices->count; i++)
		if (!drives(component, devices->items[i].text))
			report_undriven(resolved, component, &devices->items[i]);
	drop_needs(component, devices, false);
	drop_needs(component, devices, true);
}

/* A component without a descriptor asks for its devices by what stands in system.toml. */
static void add_device(struct resolved *resolved, struct component *component,
		       const struct model_text *device)
{
	struct kaal_need row = { .kind = KAAL_NEED_DEVICE };

	if (!name_fits(device->text)) {
		diagnostic_report(resolved->diagnostics, MESSAGE_NAME_LONG, device->at, device->text,
				  diagnostic_text(resolved->diagnostics, "%d", KAAL_NAME_BYTES - 1));
		return;
	}
	strcpy(row.name, device->text);
	strcpy(row.match, device->text);
	component_need(resolved, component, &row, device->at);
}

static void take_needs(struct resolved *resolved, struct component *component)
{
	const struct model_component *model = component->model;

	for (size_t i = 0; i < model->provides.count; i++)
		provide(resolved, component, &model->provides.items[i]);
	if (!model->devices.count)
		return;
	if (has_device(component)) {
		restrict_devices(resolved, component);
		return;
	}
	for (size_t i = 0; i < model->devices.count; i++)
		add_device(resolved, component, &model->devices.items[i]);
}

/* @return whether its name was accepted */
static bool collect_instance(struct resolved *resolved, const struct model_component *model,
			     const struct program *program, unsigned int instance)
{
	const char *name = model->count.value > 1
				   ? arena_print(resolved->arena, "%s-%u", model->name, instance + 1)
				   : model->name;
	struct component *component = component_add(resolved, name, model->at);

	if (!component)
		return false;
	component->model = model;
	component->is_unknown = !program;
	if (program)
		component_describe(resolved, component, program, instance);
	take_needs(resolved, component);
	component->row.dma_max_bytes = dma_bytes(component);
	take_limits(resolved, component);
	return true;
}

void collect_components(struct resolved *resolved)
{
	const struct system_model *system = resolved->model;

	for (size_t i = 0; i < system->components_count; i++) {
		const struct model_component *model = &system->components[i];
		const struct program *program = find_program(resolved, model);
		unsigned int count = model->count.value > 1 ? (unsigned int)model->count.value : 1;

		for (unsigned int instance = 0; instance < count; instance++)
			if (!collect_instance(resolved, model, program, instance))
				break; /* the others would be refused too */
	}
}
