/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "graph/graph.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/table.h"
#include "host/files.h"
#include "host/mend.h"
#include "host/process.h"
#include "project/places.h"

static const struct option options[] = {
	{ "svg", 0, NULL, "draw it as SVG, by Graphviz", NULL },
	{ "dot", 0, NULL, "print it in Graphviz's language", NULL },
	{ "output", 'o', "FILE", "write it there", "<file>" },
	OPTION_JSON,
	OPTION_ARCH,
	OPTION_PROJECT,
	OPTION_BUILD,
	OPTION_END,
};

/* The graph in one of its forms, as text in the arena. */
static const char *text_of(struct call *call, const struct graph *graph,
			   void (*print)(const struct graph *, FILE *))
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);
	const char *copy;

	if (!out)
		return NULL;
	print(graph, out);
	fclose(out);
	copy = arena_copy(&call->arena, text, length);
	free(text);
	return copy;
}

static int refuse_output(struct call *call, const char *path, int error)
{
	diagnostic_report(&call->diagnostics, MESSAGE_FILE_UNWRITABLE, SOURCE_NOWHERE, path,
			  strerror(-error));
	return STATUS_FAILED;
}

static int put(struct call *call, const char *text)
{
	const char *output = call_value(call, "output");
	int error;

	if (!output) {
		fputs(text, stdout);
		return STATUS_OK;
	}
	error = files_write(&call->arena, output, text, strlen(text));
	return error ? refuse_output(call, output, error) : STATUS_OK;
}

/* Graphviz reads a file. */
static int draw(struct call *call, const char *dot)
{
	const char *folder = getenv("TMPDIR");
	char *path = arena_print(&call->arena, "%s/kaal-graph-XXXXXX", folder ? folder : "/tmp");
	int file = mkstemp(path);
	const char *svg;
	int status;

	if (file < 0)
		return refuse_output(call, path, -errno);
	close(file);
	status = files_write(&call->arena, path, dot, strlen(dot));
	if (status)
		return refuse_output(call, path, status);
	status = process_read(&call->arena, (const char *const[]){ "dot", "-Tsvg", path, NULL }, &svg);
	remove(path);
	if (status) {
		diagnostic_report(&call->diagnostics, MESSAGE_TOOL_FAILED, SOURCE_NOWHERE, "dot", svg);
		return STATUS_FAILED;
	}
	return put(call, svg);
}

static int show(struct call *call, const struct graph *graph)
{
	if (call_has(call, "json"))
		return put(call, text_of(call, graph, graph_print_json));
	if (call_has(call, "dot"))
		return put(call, text_of(call, graph, graph_print_dot));
	if (!call_has(call, "svg"))
		return put(call, text_of(call, graph, graph_print));
	if (!mend_check_program(call, "dot", "draws the graph"))
		return STATUS_HOST;
	return draw(call, text_of(call, graph, graph_print_dot));
}

static int graph_run(struct call *call)
{
	struct project project;
	int status = project_load(call, &project);

	if (status != STATUS_OK)
		return status;
	const char *arch = project_arch(call, &project);
	if (!arch)
		return STATUS_FAILED;
	struct resolved *resolved = project_resolve(call, &project, arch);
	if (!resolved)
		return STATUS_FAILED;
	struct graph graph = graph_of(resolved);
	return show(call, &graph);
}

const struct command command_graph = {
	.name = "graph",
	.operands = "",
	.summary = "Show components, connections, devices and authority",
	.description =
		"As text in the order of starting, or drawn with --svg. Arrows lead from a client to its "
		"provider, "
		"thick ones where they share memory. Drivers are blue, and red and double where their device "
		"masters the bus: without an IOMMU those are trusted with all memory. Who may manage the "
		"system "
		"is yellow.\n\n"
		"Instances of one component are drawn once.",
	.options = options,
	.run = graph_run,
};
