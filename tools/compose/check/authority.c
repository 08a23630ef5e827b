/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "check/authority.h"

/* A search in breadth, so that the way that is found is a shortest one. */
struct search {
	struct reach *reach;
	const bool *stops;
	bool flow;
	uint32_t *queue;
	size_t head, tail;
};

static void visit(struct search *search, uint32_t index, struct step step)
{
	struct reach *reach = search->reach;

	if (reach->reached[index])
		return;
	reach->reached[index] = true;
	reach->steps[index] = step;
	search->queue[search->tail++] = index;
}

static void visit_providers(struct search *search, uint32_t index)
{
	const struct component *component = search->reach->resolved->components[index];

	for (size_t i = 0; i < component->needs_count; i++) {
		const struct need *need = component->needs[i];

		if (need->provider)
			visit(search, need->provider->index, (struct step){ STEP_USES, index, need });
	}
}

static void visit_clients(struct search *search, uint32_t index)
{
	const struct resolved *resolved = search->reach->resolved;

	for (uint32_t i = 0; i < resolved->components_count; i++)
		for (size_t j = 0; j < resolved->components[i]->needs_count; j++) {
			const struct need *need = resolved->components[i]->needs[j];

			if (need->provider && need->provider->index == index)
				visit(search, i, (struct step){ STEP_ANSWERS, index, need });
		}
}

static void visit_all(struct search *search, uint32_t index)
{
	for (uint32_t i = 0; i < search->reach->resolved->components_count; i++)
		visit(search, i, (struct step){ STEP_MANAGES, index, NULL });
}

static void go_on_from(struct search *search, uint32_t index)
{
	const struct resolved *resolved = search->reach->resolved;

	if (search->stops && search->stops[index] && index != search->reach->start)
		return;
	visit_providers(search, index);
	if (search->flow)
		visit_clients(search, index);
	if (resolved->components[index]->row.flags & KAAL_PLAN_MANAGE)
		visit_all(search, index);
}

struct reach authority_from(const struct resolved *resolved, uint32_t start, const bool *stops, bool flow)
{
	size_t count = resolved->components_count;
	struct reach reach = {
		.resolved = resolved,
		.start = start,
		.reached = arena_alloc(resolved->arena, count * sizeof(bool)),
		.steps = arena_alloc(resolved->arena, count * sizeof(struct step)),
	};
	struct search search = { &reach, stops, flow, arena_alloc(resolved->arena, count * sizeof(uint32_t)),
				 0,      0 };

	visit(&search, start, (struct step){ STEP_NONE, start, NULL });
	while (search.head < search.tail)
		go_on_from(&search, search.queue[search.head++]);
	return reach;
}

const struct step *reach_path(const struct reach *reach, uint32_t to, size_t *count)
{
	size_t length = 0;
	struct step *steps;

	for (uint32_t at = to; at != reach->start; at = reach->steps[at].from)
		length++;
	steps = arena_alloc(reach->resolved->arena, (length + 1) * sizeof *steps);
	*count = length;
	for (uint32_t at = to; at != reach->start; at = reach->steps[at].from)
		steps[--length] = reach->steps[at];
	return steps;
}

const char *step_text(const struct resolved *resolved, const struct step *step, uint32_t to)
{
	const char *from = resolved->components[step->from]->name, *other = resolved->components[to]->name;

	switch (step->kind) {
	case STEP_USES:
		return arena_print(resolved->arena, "`%s` uses `%s` of `%s`", from,
				   need_interface(&step->need->row), other);
	case STEP_ANSWERS:
		return arena_print(resolved->arena, "`%s` answers `%s`, which uses its `%s`", from, other,
				   need_interface(&step->need->row));
	case STEP_MANAGES:
		return arena_print(resolved->arena, "`%s` may stop and start `%s`", from, other);
	default:
		return from;
	}
}

bool component_masters_bus(const struct component *component)
{
	for (size_t i = 0; i < component->needs_count; i++)
		if (component->needs[i]->row.kind == KAAL_NEED_DMA)
			return true;
	return false;
}

bool component_is_driver(const struct component *component)
{
	for (size_t i = 0; i < component->needs_count; i++)
		switch (component->needs[i]->row.kind) {
		case KAAL_NEED_IOPORTS:
		case KAAL_NEED_ISA_IRQ:
		case KAAL_NEED_DT_MMIO:
		case KAAL_NEED_DT_IRQ:
		case KAAL_NEED_DEVICE:
			return true;
		default:
			break;
		}
	return false;
}
