/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* connections.h and connections.c of a component */
#include <string.h>

#include "headers/headers.h"
#include "headers/text.h"

static bool has_operations(const struct model_interface *interface)
{
	return interface->operations_count > 0;
}

static size_t count_servers(const struct header_component *component)
{
	size_t count = 0;

	for (size_t i = 0; i < component->provides_count; i++)
		count += has_operations(component->provides[i]);
	return count;
}

/* --- connections.h ------------------------------------------------------------- */

static bool ends_include(const struct header_component *component, size_t count, const char *interface)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(component->ends[i].interface->name, interface) == 0)
			return true;
	return false;
}

/** Each interface's header once. */
static void print_includes(FILE *out, const struct header_component *component)
{
	for (size_t i = 0; i < component->ends_count; i++)
		if (!ends_include(component, i, component->ends[i].interface->name))
			fprintf(out, "#include <interfaces/%s.h>\n", component->ends[i].interface->name);
	for (size_t i = 0; i < component->provides_count; i++)
		if (!ends_include(component, component->ends_count, component->provides[i]->name))
			fprintf(out, "#include <interfaces/%s.h>\n", component->provides[i]->name);
}

static void print_accessor(FILE *out, const struct header_end *end)
{
	fprintf(out,
		"\n"
		"/** The end `%s`, connected to %s. It was opened before main(); see its error. */\n"
		"struct %s_client *connections_%s(void);\n",
		end->name, end->provider, c_name_of(end->interface->name).lower, c_name_of(end->name).lower);
}

static void print_servers(FILE *out, const struct header_component *component)
{
	for (size_t i = 0; i < component->provides_count; i++) {
		struct c_name name = c_name_of(component->provides[i]->name);

		if (has_operations(component->provides[i]))
			fprintf(out,
				"\n"
				"/** What answers calls on interface %s: the component defines it. */\n"
				"extern const struct %s_server %s_server;\n",
				component->provides[i]->name, name.lower, name.lower);
	}
	if (count_servers(component))
		fputs("\n/** For component_events.call: hand a call to the server whose it is. */\n"
		      "int connections_call(struct component_call *call);\n",
		      out);
}

int headers_write_connections(FILE *out, const struct header_component *component)
{
	fprintf(out,
		"/* Connections of component %s. Made by sel4-compose; changes are lost. */\n"
		"#ifndef CONNECTIONS_H\n"
		"#define CONNECTIONS_H\n"
		"\n"
		"/* A wrong name and a wrong interface are errors, whatever the compiler was told. */\n"
		"#pragma GCC diagnostic error \"-Wimplicit-function-declaration\"\n"
		"#pragma GCC diagnostic error \"-Wincompatible-pointer-types\"\n"
		"#pragma GCC diagnostic error \"-Wint-conversion\"\n"
		"\n",
		component->name);
	print_includes(out, component);
	for (size_t i = 0; i < component->ends_count; i++)
		print_accessor(out, &component->ends[i]);
	print_servers(out, component);
	fputs("\n#endif\n", out);
	return c_file_result(out);
}

/* --- connections.c ------------------------------------------------------------- */

static void print_end(FILE *out, const struct header_end *end)
{
	struct c_name interface = c_name_of(end->interface->name), name = c_name_of(end->name);

	fprintf(out,
		"\n"
		"static struct %s_client end_%s;\n"
		"\n"
		"struct %s_client *connections_%s(void)\n"
		"{\n"
		"\treturn &end_%s;\n"
		"}\n",
		interface.lower, name.lower, interface.lower, name.lower, name.lower);
}

/** All ends are opened at once and early, so that threads need not agree on who does it. */
static void print_constructor(FILE *out, const struct header_component *component)
{
	fputs("\n__attribute__((constructor)) static void ends_open(void)\n{\n", out);
	for (size_t i = 0; i < component->ends_count; i++)
		fprintf(out, "\t%s_client_open(&end_%s, \"%s\");\n",
			c_name_of(component->ends[i].interface->name).lower,
			c_name_of(component->ends[i].name).lower, component->ends[i].name);
	fputs("}\n", out);
}

static void print_server_calls(FILE *out, const struct header_component *component)
{
	for (size_t i = 0; i < component->provides_count; i++) {
		struct c_name name = c_name_of(component->provides[i]->name);

		if (has_operations(component->provides[i]))
			fprintf(out,
				"\tif (%s_has(call->operation))\n"
				"\t\treturn component_client_find(call->client, %s_INTERFACE) < 0 ?\n"
				"\t\t\t       -EPERM :\n"
				"\t\t\t       %s_dispatch(&%s_server, call);\n",
				name.lower, name.upper, name.lower, name.lower);
	}
}

/** All clients have one endpoint: who is connected to one interface must not call another's operations. */
static void print_call(FILE *out, const struct header_component *component)
{
	fputs("\nint connections_call(struct component_call *call)\n{\n", out);
	print_server_calls(out, component);
	fputs("\treturn -ENOSYS;\n}\n", out);
}

int headers_write_connections_source(FILE *out, const struct header_component *component)
{
	fprintf(out,
		"/* Connections of component %s. Made by sel4-compose; changes are lost. */\n"
		"#include <connections.h>\n",
		component->name);
	for (size_t i = 0; i < component->ends_count; i++)
		print_end(out, &component->ends[i]);
	if (component->ends_count)
		print_constructor(out, component);
	if (count_servers(component))
		print_call(out, component);
	return c_file_result(out);
}
