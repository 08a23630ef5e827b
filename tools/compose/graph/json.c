/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <inttypes.h>

#include "check/authority.h"
#include "graph/graph.h"
#include "source/json.h"

static const char *truth(bool value)
{
	return value ? "true" : "false";
}

static void print_devices(const struct graph *graph, const struct component *component, FILE *out)
{
	bool is_first = true;

	fputs(", \"devices\": [", out);
	for (size_t i = 0; i < component->needs_count; i++) {
		const char *text = graph_device_text(graph, &component->needs[i]->row);

		if (!text)
			continue;
		fputs(is_first ? "" : ", ", out);
		json_print_text(out, text);
		is_first = false;
	}
	fputc(']', out);
}

static void print_node(const struct graph *graph, uint32_t node, FILE *out)
{
	const struct component *component = graph->nodes[node].component;

	fputs("{\"name\": ", out);
	json_print_text(out, graph_name(graph, node));
	fprintf(out, ", \"count\": %zu, \"priority\": %" PRIu32 ", \"rank\": %" PRIu32,
		graph->nodes[node].count, component->row.priority, component->row.rank);
	fprintf(out, ", \"manages\": %s, \"on_demand\": %s, \"driver\": %s, \"masters_bus\": %s",
		truth(component->row.flags & KAAL_PLAN_MANAGE),
		truth(component->row.flags & KAAL_PLAN_ON_DEMAND), truth(component_is_driver(component)),
		truth(component_masters_bus(component)));
	print_devices(graph, component, out);
	fputc('}', out);
}

static void print_edge(const struct graph *graph, const struct graph_edge *edge, FILE *out)
{
	fputs("{\"client\": ", out);
	json_print_text(out, graph_name(graph, edge->from));
	fputs(", \"end\": ", out);
	json_print_text(out, edge->need->row.name);
	fputs(", \"provider\": ", out);
	json_print_text(out, graph_name(graph, edge->to));
	fputs(", \"interface\": ", out);
	json_print_text(out, need_interface(&edge->need->row));
	fprintf(out,
		", \"forward_bytes\": %" PRIu64 ", \"backward_bytes\": %" PRIu64 ", \"data_bytes\": %" PRIu64
		"}",
		edge->need->row.a, edge->need->row.b, edge->need->row.c);
}

void graph_print_json(const struct graph *graph, FILE *out)
{
	fputs("{\"system\": ", out);
	json_print_text(out, graph->resolved->name);
	fputs(",\n \"components\": [", out);
	for (uint32_t i = 0; i < graph->nodes_count; i++) {
		fputs(i ? ",\n  " : "\n  ", out);
		print_node(graph, i, out);
	}
	fputs("],\n \"connections\": [", out);
	for (size_t i = 0; i < graph->edges_count; i++) {
		fputs(i ? ",\n  " : "\n  ", out);
		print_edge(graph, &graph->edges[i], out);
	}
	fputs("]}\n", out);
}
