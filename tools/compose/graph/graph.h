/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A resolved system drawn: components, connections, devices and authority. Instances of one component are one
 * node, so that a system of hundreds can still be looked at.
 */
#ifndef TOOLS_COMPOSE_GRAPH_GRAPH_H
#define TOOLS_COMPOSE_GRAPH_GRAPH_H

#include <stdio.h>

#include "resolve/resolve.h"

/** A component, or all instances of one. */
struct graph_node {
	const struct component *component; /* the first of them */
	size_t count;
};

/** A connection, or the same one of all instances. */
struct graph_edge {
	uint32_t from, to;       /* nodes */
	const struct need *need; /* of the first client */
	size_t count;
};

struct graph {
	const struct resolved *resolved;
	struct graph_node *nodes;
	size_t nodes_count;
	struct graph_edge *edges;
	size_t edges_count;
};

struct graph graph_of(const struct resolved *resolved);

/** The node's name: "worker" or "worker-1..4". */
const char *graph_name(const struct graph *graph, uint32_t node);

/** What a need of a device is in a few words, or NULL: it is no device. */
const char *graph_device_text(const struct graph *graph, const struct kaal_need *row);

/** Print it as text, a component after the other in the order of starting. */
void graph_print(const struct graph *graph, FILE *out);

/** Print it for Graphviz. */
void graph_print_dot(const struct graph *graph, FILE *out);

/** Print it as a JSON object. */
void graph_print_json(const struct graph *graph, FILE *out);

#endif
