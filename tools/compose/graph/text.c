/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <inttypes.h>

#include "check/authority.h"
#include "graph/graph.h"

static const char *remark_of(const struct component *component)
{
	if (component_masters_bus(component))
		return ", driver that masters the bus";
	return component_is_driver(component) ? ", driver" : "";
}

static void print_head(const struct graph *graph, uint32_t node, FILE *out)
{
	const struct component *component = graph->nodes[node].component;

	fprintf(out, "%s (priority %" PRIu32 "%s%s%s)\n", graph_name(graph, node), component->row.priority,
		remark_of(component), component->row.flags & KAAL_PLAN_MANAGE ? ", manages the system" : "",
		component->row.flags & KAAL_PLAN_ON_DEMAND ? ", on demand" : "");
}

static void print_rings(const struct kaal_need *row, FILE *out)
{
	if (row->a || row->b)
		fprintf(out, ", rings of %" PRIu64 " and %" PRIu64 " bytes", row->a, row->b);
	if (row->c)
		fprintf(out, ", %" PRIu64 " bytes shared", row->c);
}

static void print_used(const struct graph *graph, uint32_t node, FILE *out)
{
	for (size_t i = 0; i < graph->edges_count; i++) {
		const struct graph_edge *edge = &graph->edges[i];

		if (edge->from != node)
			continue;
		fprintf(out, "  %-12s -> %s of %s", edge->need->row.name, need_interface(&edge->need->row),
			graph_name(graph, edge->to));
		print_rings(&edge->need->row, out);
		fputc('\n', out);
	}
}

static void print_devices(const struct graph *graph, uint32_t node, FILE *out)
{
	const struct component *component = graph->nodes[node].component;

	for (size_t i = 0; i < component->needs_count; i++) {
		const char *text = graph_device_text(graph, &component->needs[i]->row);

		if (text)
			fprintf(out, "  drives          %s\n", text);
	}
}

static void print_clients(const struct graph *graph, uint32_t node, FILE *out)
{
	for (size_t i = 0; i < graph->edges_count; i++)
		if (graph->edges[i].to == node)
			fprintf(out, "  %-12s <- %s\n", need_interface(&graph->edges[i].need->row),
				graph_name(graph, graph->edges[i].from));
	if (graph->resolved->timer == graph->nodes[node].component)
		fputs("  timer        <- the root task\n", out);
}

static void print_node(const struct graph *graph, uint32_t node, FILE *out)
{
	print_head(graph, node, out);
	print_used(graph, node, out);
	print_devices(graph, node, out);
	print_clients(graph, node, out);
}

static uint32_t last_rank(const struct graph *graph)
{
	uint32_t rank = 0;

	for (size_t i = 0; i < graph->nodes_count; i++)
		if (graph->nodes[i].component->row.rank > rank)
			rank = graph->nodes[i].component->row.rank;
	return rank;
}

void graph_print(const struct graph *graph, FILE *out)
{
	fprintf(out, "%s %s\n", graph->resolved->name, graph->resolved->version);
	for (uint32_t rank = 0, last = last_rank(graph); rank <= last; rank++) {
		fprintf(out, "\n%s:\n", rank == 0 ? "started first" : "then");
		for (uint32_t node = 0; node < graph->nodes_count; node++)
			if (graph->nodes[node].component->row.rank == rank)
				print_node(graph, node, out);
	}
}
