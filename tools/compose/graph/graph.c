/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "graph/graph.h"

#include <inttypes.h>
#include <string.h>

/* Instances of one component follow each other. */
static bool is_instance_of(const struct component *component, const struct component *first)
{
	return component->model && component->model == first->model;
}

/* @return the node of each component */
static uint32_t *collect_nodes(struct graph *graph)
{
	const struct resolved *resolved = graph->resolved;
	uint32_t *node_of = arena_alloc(resolved->arena, resolved->components_count * sizeof *node_of);

	graph->nodes = arena_alloc(resolved->arena, resolved->components_count * sizeof *graph->nodes);
	for (size_t i = 0; i < resolved->components_count; i++) {
		const struct component *component = resolved->components[i];
		struct graph_node *last = graph->nodes_count ? &graph->nodes[graph->nodes_count - 1] : NULL;

		if (!last || !is_instance_of(component, last->component)) {
			last = &graph->nodes[graph->nodes_count++];
			last->component = component;
		}
		last->count++;
		node_of[i] = (uint32_t)graph->nodes_count - 1;
	}
	return node_of;
}

static void add_edge(struct graph *graph, uint32_t from, uint32_t to, const struct need *need)
{
	for (size_t i = 0; i < graph->edges_count; i++) {
		struct graph_edge *edge = &graph->edges[i];

		if (edge->from == from && edge->to == to &&
		    strcmp(edge->need->row.name, need->row.name) == 0) {
			edge->count++;
			return;
		}
	}
	graph->edges =
		arena_grow(graph->resolved->arena, graph->edges, graph->edges_count, sizeof *graph->edges);
	graph->edges[graph->edges_count++] = (struct graph_edge){ from, to, need, 1 };
}

struct graph graph_of(const struct resolved *resolved)
{
	struct graph graph = { .resolved = resolved };
	const uint32_t *node_of = collect_nodes(&graph);

	for (uint32_t i = 0; i < resolved->components_count; i++)
		for (size_t j = 0; j < resolved->components[i]->needs_count; j++) {
			const struct need *need = resolved->components[i]->needs[j];

			if (need->provider)
				add_edge(&graph, node_of[i], node_of[need->provider->index], need);
		}
	return graph;
}

const char *graph_name(const struct graph *graph, uint32_t node)
{
	const struct graph_node *at = &graph->nodes[node];

	if (at->count == 1)
		return at->component->name;
	return arena_print(graph->resolved->arena, "%s-1..%zu", at->component->model->name, at->count);
}

const char *graph_device_text(const struct graph *graph, const struct kaal_need *row)
{
	struct arena *arena = graph->resolved->arena;

	switch (row->kind) {
	case KAAL_NEED_IOPORTS:
		return arena_print(arena, "%s: I/O ports 0x%" PRIx64 "..0x%" PRIx64, row->name, row->a,
				   row->b);
	case KAAL_NEED_ISA_IRQ:
		return arena_print(arena, "%s: ISA interrupt %" PRIu64, row->name, row->a);
	case KAAL_NEED_DT_MMIO:
		return arena_print(arena, "%s: registers %" PRIu64, row->match, row->a);
	case KAAL_NEED_DT_IRQ:
		return arena_print(arena, "%s: interrupt %" PRIu64, row->match, row->a);
	case KAAL_NEED_DEVICE:
		return arena_print(arena, "%s: %s", row->name, row->match);
	case KAAL_NEED_DMA:
		return arena_print(arena, "%s: DMA memory, %" PRIu64 " KiB", row->name, row->a >> 10);
	default:
		return NULL;
	}
}
