/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * For Graphviz: components are boxes, drivers blue ones, drivers that master the bus red and double; devices are
 * ellipses. Arrows lead from a client to its provider, thick ones where they share memory; dashed ones are the
 * authority to manage.
 */
#include <inttypes.h>

#include "check/authority.h"
#include "graph/graph.h"

/* A string of the language. Names are visible ASCII, and so only these need care. */
static void print_quoted(const char *text, FILE *out)
{
	fputc('"', out);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', out);
		fputc(*text, out);
	}
	fputc('"', out);
}

static const char *style_of(const struct component *component)
{
	if (component_masters_bus(component))
		return ", peripheries=2, color=\"#b3261e\", fillcolor=\"#fbe4e2\"";
	if (component_is_driver(component))
		return ", color=\"#1a5fb4\", fillcolor=\"#e3eefb\"";
	if (component->row.flags & KAAL_PLAN_MANAGE)
		return ", color=\"#8a5a00\", fillcolor=\"#fdf1d8\"";
	return "";
}

static void print_node(const struct graph *graph, uint32_t node, FILE *out)
{
	const struct component *component = graph->nodes[node].component;

	fprintf(out, "\tn%" PRIu32 " [label=", node);
	print_quoted(graph_name(graph, node), out);
	fprintf(out, ", tooltip=\"priority %" PRIu32 ", rank %" PRIu32 "\"%s%s];\n", component->row.priority,
		component->row.rank, style_of(component),
		component->row.flags & KAAL_PLAN_ON_DEMAND ? ", style=\"rounded,filled,dotted\"" : "");
}

static void print_devices(const struct graph *graph, uint32_t node, FILE *out)
{
	const struct component *component = graph->nodes[node].component;

	for (size_t i = 0; i < component->needs_count; i++) {
		const char *text = graph_device_text(graph, &component->needs[i]->row);

		if (!text)
			continue;
		fprintf(out, "\tn%" PRIu32 "d%zu [shape=ellipse, fillcolor=white, fontsize=10, label=", node,
			i);
		print_quoted(text, out);
		fprintf(out, "];\n\tn%" PRIu32 " -> n%" PRIu32 "d%zu [arrowhead=none, color=\"#888888\"];\n",
			node, node, i);
	}
}

static void print_edge(const struct graph_edge *edge, FILE *out)
{
	const struct kaal_need *row = &edge->need->row;

	fprintf(out, "\tn%" PRIu32 " -> n%" PRIu32 " [label=", edge->from, edge->to);
	print_quoted(need_interface(row), out);
	fprintf(out, "%s];\n", row->a || row->b || row->c ? ", penwidth=2" : "");
}

/* Whoever manages can stop everybody: one arrow to the root task, which does it. */
static void print_root(const struct graph *graph, FILE *out)
{
	bool shown = graph->resolved->timer != NULL;

	for (size_t i = 0; i < graph->nodes_count; i++)
		shown |= graph->nodes[i].component->row.flags & KAAL_PLAN_MANAGE;
	if (!shown)
		return;
	fputs("\troot [label=\"root task\", shape=octagon, fillcolor=\"#eeeeee\"];\n", out);
	for (uint32_t i = 0; i < graph->nodes_count; i++) {
		if (graph->nodes[i].component->row.flags & KAAL_PLAN_MANAGE)
			fprintf(out, "\tn%" PRIu32 " -> root [label=\"manages\", style=dashed];\n", i);
		if (graph->nodes[i].component == graph->resolved->timer)
			fprintf(out, "\troot -> n%" PRIu32 " [label=\"timer\"];\n", i);
	}
}

void graph_print_dot(const struct graph *graph, FILE *out)
{
	fputs("digraph ", out);
	print_quoted(graph->resolved->name, out);
	fputs(" {\n\trankdir=LR;\n\tlabel=", out);
	print_quoted(graph->resolved->name, out);
	fputs(";\n\tlabelloc=t;\n"
	      "\tnode [shape=box, style=\"rounded,filled\", fillcolor=\"#f4f4f4\", fontname=\"Helvetica\"];\n"
	      "\tedge [fontname=\"Helvetica\", fontsize=10];\n",
	      out);
	for (uint32_t i = 0; i < graph->nodes_count; i++)
		print_node(graph, i, out);
	for (uint32_t i = 0; i < graph->nodes_count; i++)
		print_devices(graph, i, out);
	for (size_t i = 0; i < graph->edges_count; i++)
		print_edge(&graph->edges[i], out);
	print_root(graph, out);
	fputs("}\n", out);
}
