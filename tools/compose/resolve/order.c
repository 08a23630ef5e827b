/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The order of starting: a component's rank is above those of all whom it waits for. Those in a cycle share
 * a rank. The cycles are found as strongly connected components (Tarjan 1972), which come out with those
 * first whom others wait for.
 */
#include <string.h>

#include "resolve/steps.h"

enum { UNSEEN = 0 };

struct search {
	struct resolved *resolved;
	uint32_t *number, *lowest; /* of each component; number UNSEEN: not reached yet */
	bool *on_stack;
	uint32_t *stack, stack_count;
	uint32_t next;
};

/* Is a provider waited for? One wired on request, or started on demand, is not. */
static bool is_waited_for(const struct need *need)
{
	return need->row.kind == KAAL_NEED_USES && need->provider &&
	       !(need->row.flags & KAAL_NEED_ON_REQUEST) &&
	       !(need->provider->row.flags & KAAL_PLAN_ON_DEMAND);
}

/* The rank of a whole cycle (mostly one component): above everyone outside whom one of them waits for. */
static void rank_cycle(struct search *search, const uint32_t *members, uint32_t count, const bool *inside)
{
	uint32_t rank = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct component *component = search->resolved->components[members[i]];

		for (size_t j = 0; j < component->needs_count; j++) {
			const struct need *need = component->needs[j];

			if (is_waited_for(need) && !inside[need->provider->index] &&
			    need->provider->row.rank >= rank)
				rank = need->provider->row.rank + 1;
		}
	}
	for (uint32_t i = 0; i < count; i++)
		search->resolved->components[members[i]]->row.rank = rank;
}

/* Those on the stack from @index up are a cycle; @inside tells them apart while they are ranked. */
static void pop_cycle(struct search *search, uint32_t index)
{
	uint32_t first = search->stack_count;
	bool *inside = arena_alloc(search->resolved->arena, search->resolved->components_count);

	do {
		first--;
		inside[search->stack[first]] = true;
		search->on_stack[search->stack[first]] = false;
	} while (search->stack[first] != index);
	rank_cycle(search, search->stack + first, search->stack_count - first, inside);
	search->stack_count = first;
}

/* Depth is bounded by the number of components, KAAL_PLAN_COMPONENTS_MAX. */
static void visit(struct search *search, uint32_t index)
{
	const struct component *component = search->resolved->components[index];

	search->number[index] = search->lowest[index] = ++search->next;
	search->stack[search->stack_count++] = index;
	search->on_stack[index] = true;
	for (size_t i = 0; i < component->needs_count; i++) {
		uint32_t to;

		if (!is_waited_for(component->needs[i]))
			continue;
		to = component->needs[i]->provider->index;
		if (search->number[to] == UNSEEN)
			visit(search, to);
		if (search->on_stack[to] && search->lowest[to] < search->lowest[index])
			search->lowest[index] = search->lowest[to];
	}
	if (search->lowest[index] == search->number[index])
		pop_cycle(search, index);
}

void order_find(struct resolved *resolved)
{
	size_t count = resolved->components_count;
	struct search search = {
		.resolved = resolved,
		.number = arena_alloc(resolved->arena, count * sizeof(uint32_t)),
		.lowest = arena_alloc(resolved->arena, count * sizeof(uint32_t)),
		.on_stack = arena_alloc(resolved->arena, count * sizeof(bool)),
		.stack = arena_alloc(resolved->arena, count * sizeof(uint32_t)),
	};

	for (uint32_t i = 0; i < count; i++)
		if (search.number[i] == UNSEEN)
			visit(&search, i);
}
