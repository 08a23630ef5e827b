/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* interfaces/NAME.h */
#include <inttypes.h>
#include <string.h>

#include "headers/headers.h"
#include "headers/operation.h"
#include "headers/text.h"

static void print_top(FILE *out, const struct model_interface *interface, const struct c_name *name)
{
	fprintf(out, "/* Interface %s", interface->name);
	if (interface->doc.text && interface->doc.text[0]) {
		fputs(": ", out);
		c_print_comment(out, interface->doc.text);
	}
	fprintf(out,
		". Made by sel4-compose; changes are lost. */\n"
		"#ifndef INTERFACES_%s_H\n"
		"#define INTERFACES_%s_H\n"
		"\n"
		"#include <component/component.h>\n"
		"#include <component/connection.h>\n"
		"#include <component/words.h>\n"
		"\n"
		"#define %s_INTERFACE \"%s\"\n"
		"#define %s_ENTRY_BYTES %" PRIu64 "u /* of its rings; 0: it has none */\n",
		name->upper, name->upper, name->upper, interface->name, name->upper,
		source_is_somewhere(interface->ring.at) ? interface->ring.entry_bytes.value : 0);
}

static void print_labels(FILE *out, const struct model_interface *interface, const struct c_name *name)
{
	fputc('\n', out);
	for (size_t i = 0; i < interface->operations_count; i++) {
		const struct model_operation *operation = &interface->operations[i];

		fprintf(out, "#define %s_%s UINT64_C(0x%" PRIx64 ")\n", name->upper,
			c_name_of(operation->name).upper, interface->base.value + operation->number);
	}
}

static void print_client(FILE *out, const struct c_name *name)
{
	fprintf(out,
		"\n"
		"/* --- the client's side */\n"
		"\n"
		"/** One end of a connection. */\n"
		"struct %s_client {\n"
		"\tstruct connection connection;\n"
		"\tint error; /* 0, or why it could not be opened: then every call returns this */\n"
		"};\n"
		"\n"
		"/** Open an end by its name in [connections]. @return 0, -ENOENT: not connected, -EINVAL "
		"*/\n"
		"static inline int %s_client_open(struct %s_client *client, const char *end)\n"
		"{\n"
		"\tclient->error = connection_open(&client->connection, end, %s_ENTRY_BYTES);\n"
		"\treturn client->error;\n"
		"}\n",
		name->lower, name->lower, name->lower, name->upper);
}

static void print_accept(FILE *out, const struct c_name *name)
{
	fprintf(out,
		"\n"
		"/* --- the provider's side */\n"
		"\n"
		"/** Open the provider's end towards the client of grant @grant. @return 0 or -EINVAL */\n"
		"static inline int %s_accept(struct connection *connection, int grant)\n"
		"{\n"
		"\treturn connection_accept(connection, grant, %s_ENTRY_BYTES);\n"
		"}\n",
		name->lower, name->upper);
}

static void print_server(FILE *out, const struct model_interface *interface, const struct c_name *name)
{
	fprintf(out,
		"\n"
		"/**\n"
		" * What answers. Each gets the id of the client's component, and returns 0 or a negative "
		"errno;\n"
		" * what it gives back counts only with 0. One that is NULL answers -ENOSYS. One that cannot "
		"answer\n"
		" * yet returns what component_reply_later does, and answers by ..._answer, or "
		"component_reply with\n"
		" * an error.\n"
		" */\n"
		"struct %s_server {\n",
		name->lower);
	for (size_t i = 0; i < interface->operations_count; i++)
		operation_print_member(out, &interface->operations[i]);
	fputs("};\n", out);
}

static void print_dispatch(FILE *out, const struct model_interface *interface, const struct c_name *name)
{
	fprintf(out,
		"\n"
		"/** Is the call one of this interface's operations? */\n"
		"static inline bool %s_has(uint64_t operation)\n"
		"{\n"
		"\treturn operation > UINT64_C(0x%" PRIx64 ") && operation <= UINT64_C(0x%" PRIx64 ");\n"
		"}\n"
		"\n"
		"/**\n"
		" * Check a call and have it answered.\n"
		" * @return what the server's function returned; -EINVAL: the message has another form, "
		"-ENOSYS\n"
		" */\n"
		"static inline int %s_dispatch(const struct %s_server *server, struct component_call *call)\n"
		"{\n"
		"\tswitch (call->operation) {\n",
		name->lower, interface->base.value, interface->base.value + interface->operations_count,
		name->lower, name->lower);
	for (size_t i = 0; i < interface->operations_count; i++)
		operation_print_case(out, name, &interface->operations[i]);
	fputs("\t}\n\treturn -ENOSYS;\n}\n", out);
}

int headers_write_interface(FILE *out, const struct model_interface *interface)
{
	struct c_name name = c_name_of(interface->name);

	print_top(out, interface, &name);
	if (interface->operations_count)
		print_labels(out, interface, &name);
	print_client(out, &name);
	for (size_t i = 0; i < interface->operations_count; i++)
		operation_print_call(out, &name, &interface->operations[i]);
	print_accept(out, &name);
	if (interface->operations_count) {
		print_server(out, interface, &name);
		for (size_t i = 0; i < interface->operations_count; i++)
			operation_print_serve(out, &name, &interface->operations[i]);
		for (size_t i = 0; i < interface->operations_count; i++)
			operation_print_answer(out, &name, &interface->operations[i]);
		print_dispatch(out, interface, &name);
	}
	fputs("\n#endif\n", out);
	return c_file_result(out);
}
