/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "headers/headers.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/table.h"
#include "host/files.h"
#include "project/places.h"
#include "project/project.h"
#include "resolve/steps.h"
#include "schema/schema.h"

static const struct option options[] = {
	{ "arch", 0, "ARCH", "what they are for", "x86_64 aarch64" },
	{ "output", 0, "FOLDER", "where to write NAME/connections.h, NAME/connections.c, interfaces/NAME.h",
	  "<folder>" },
	OPTION_END,
};

struct writer {
	struct call *call;
	struct resolved *resolved;
	const char *folder;
	bool failed;
};

/* Write a file, but only if that changes it: what includes it is compiled again otherwise. */
static void file_put(struct writer *writer, const char *path, const char *text, size_t len)
{
	struct call *call = writer->call;
	const char *old = files_read_text(&call->arena, path);
	int error = 0;

	if (!old || strlen(old) != len || memcmp(old, text, len) != 0)
		error = files_write(&call->arena, path, text, len);
	if (error)
		diagnostic_report(&call->diagnostics, MESSAGE_FILE_UNWRITABLE, SOURCE_NOWHERE, path,
				  strerror(-error));
	writer->failed |= error != 0;
}

static void interface_put(struct writer *writer, const struct model_interface *interface)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	if (!out)
		return;
	int error = headers_write_interface(out, interface);
	if (fclose(out) == 0 && error == 0)
		file_put(writer,
			 arena_print(&writer->call->arena, "%s/interfaces/%s.h", writer->folder,
				     interface->name),
			 text, len);
	free(text);
}

static void component_put(struct writer *writer, const struct header_component *component, const char *name,
			  int (*write)(FILE *out, const struct header_component *component))
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	if (!out)
		return;
	int error = write(out, component);
	if (fclose(out) == 0 && error == 0)
		file_put(writer,
			 arena_print(&writer->call->arena, "%s/%s/%s", writer->folder, component->name, name),
			 text, len);
	free(text);
}

static const struct model_interface *interface_of(struct writer *writer, const struct need *need)
{
	const char *name = need->row.interface[0] ? need->row.interface : need->row.name;

	return interface_find(writer->resolved, name);
}

/* What is known of a component's ends and of what it provides. Interfaces that nobody described are left out. */
static void component_describe_headers(struct writer *writer, const struct component *component,
				       const char *name, struct header_component *out)
{
	struct arena *arena = &writer->call->arena;
	struct header_end *ends = arena_alloc(arena, (component->needs_count + 1) * sizeof(*ends));
	const struct model_interface **provides =
		arena_alloc(arena, (component->needs_count + 1) * sizeof(const struct model_interface *));

	*out = (struct header_component){ .name = name, .ends = ends, .provides = provides };
	for (size_t i = 0; i < component->needs_count; i++) {
		const struct need *need = component->needs[i];
		bool uses = need->row.kind == KAAL_NEED_USES;
		if (!uses && need->row.kind != KAAL_NEED_PROVIDES)
			continue;
		const struct model_interface *interface = interface_of(writer, need);
		if (!interface)
			continue;
		interface_put(writer, interface);
		if (uses)
			ends[out->ends_count++] =
				(struct header_end){ need->row.name,
						     need->provider ? need->provider->name : "", interface };
		else
			provides[out->provides_count++] = interface;
	}
}

/* The first of a component's instances stands for all. */
static const struct component *instance_of(const struct resolved *resolved,
					   const struct model_component *model)
{
	for (size_t i = 0; i < resolved->components_count; i++)
		if (resolved->components[i]->model == model)
			return resolved->components[i];
	return NULL;
}

static void write_all(struct writer *writer, const struct system_model *model)
{
	for (size_t i = 0; i < model->components_count; i++) {
		const struct model_component *own = &model->components[i];
		const struct component *component = instance_of(writer->resolved, own);
		struct header_component header;
		if (!own->path.text || !component)
			continue;
		component_describe_headers(writer, component, own->name, &header);
		component_put(writer, &header, "connections.h", headers_write_connections);
		component_put(writer, &header, "connections.c", headers_write_connections_source);
	}
}

static int headers_run(struct call *call)
{
	const char *arch = call_value(call, "arch"), *folder = call_value(call, "output");

	if (!arch || !arch_of(arch) || !folder) {
		diagnostic_report(&call->diagnostics, MESSAGE_OPERAND_MISSING, SOURCE_NOWHERE, "headers",
				  folder ? "--arch" : "--output");
		return STATUS_USAGE;
	}
	const struct system_model *model =
		schema_load_system(call->operands[0], &call->arena, &call->diagnostics);
	struct resolve_places places = places_of(call, arch, NULL);
	if (!model)
		return STATUS_FAILED;
	struct writer writer = {
		.call = call,
		.folder = folder,
		.resolved = resolve_system(model, &places, &call->arena, &call->diagnostics),
	};
	if (!writer.resolved)
		return STATUS_FAILED;
	write_all(&writer, model);
	return writer.failed ? STATUS_FAILED : STATUS_OK;
}

const struct command command_headers = {
	.name = "headers",
	.operands = "SYSTEM.toml",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Generate the C of a system's connections",
	.description = "For kaal_compose(): <connections.h> and connections.c of each of the system's own "
		       "components, and "
		       "<interfaces/NAME.h>. Files that stay the same are not written.",
	.options = options,
	.operand_values = "<file>",
	.is_plumbing = true,
	.run = headers_run,
};
