/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "headers/operation.h"

/* --- lists of parameters -------------------------------------------------- */

static void print_in_parameters(FILE *out, const struct model_parameters *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct model_parameter *parameter = &list->items[i];

		if (parameter->type == MODEL_TEXT)
			fprintf(out, ", const char *%s", parameter->name);
		else
			fprintf(out, ", %s %s", c_type(parameter->type), parameter->name);
	}
}

static void print_out_parameters(FILE *out, const struct model_parameters *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct model_parameter *parameter = &list->items[i];

		if (parameter->type == MODEL_TEXT)
			fprintf(out, ", char %s[WORDS_TEXT_BYTES]", parameter->name);
		else
			fprintf(out, ", %s *%s", c_type(parameter->type), parameter->name);
	}
}

/* --- putting and taking ----------------------------------------------------- */

/** @param prefix  "*" where the value is behind a pointer */
static void print_put(FILE *out, const char *message, const char *prefix,
		      const struct model_parameter *parameter)
{
	switch (parameter->type) {
	case MODEL_TEXT:
		fprintf(out, "\twords_put_text(&%s, %s);\n", message, parameter->name);
		break;
	case MODEL_I8:
	case MODEL_I16:
	case MODEL_I32:
	case MODEL_I64:
		fprintf(out, "\twords_put(&%s, (uint64_t)(int64_t)%s%s);\n", message, prefix,
			parameter->name);
		break;
	default:
		fprintf(out, "\twords_put(&%s, %s%s);\n", message, prefix, parameter->name);
	}
}

static void print_limits(FILE *out, enum model_type type)
{
	static const char *const limits[] = {
		[MODEL_U8] = "UINT8_MAX",
		[MODEL_U16] = "UINT16_MAX",
		[MODEL_U32] = "UINT32_MAX",
		[MODEL_U64] = "UINT64_MAX",
		[MODEL_I8] = "INT8_MIN, INT8_MAX",
		[MODEL_I16] = "INT16_MIN, INT16_MAX",
		[MODEL_I32] = "INT32_MIN, INT32_MAX",
		[MODEL_I64] = "INT64_MIN, INT64_MAX",
		[MODEL_BOOL] = "1",
	};

	fputs(limits[type], out);
}

static bool is_signed(enum model_type type)
{
	return type == MODEL_I8 || type == MODEL_I16 || type == MODEL_I32 || type == MODEL_I64;
}

/** "words_take(&request, UINT64_MAX)", for all but texts */
static void print_take(FILE *out, const char *message, enum model_type type)
{
	const char *cast = type == MODEL_U64 || type == MODEL_I64 ? "" : c_type(type);

	fprintf(out, "%s%s%swords_take%s(&%s, ", *cast ? "(" : "", cast, *cast ? ")" : "",
		is_signed(type) ? "_signed" : "", message);
	print_limits(out, type);
	fputc(')', out);
}

/* --- the client ---------------------------------------------------------------- */

static unsigned int words_of_both(const struct model_operation *operation)
{
	unsigned int in = model_words_max(&operation->in), out = model_words_max(&operation->out);
	unsigned int most = in > out ? in : out;

	return most ? most : 1;
}

static void print_doc(FILE *out, const struct model_operation *operation)
{
	fputs("\n/**\n * ", out);
	c_print_comment(out, operation->doc.text && operation->doc.text[0] ? operation->doc.text
									   : operation->name);
	fputs("\n * @return 0; the provider's negative errno; -E2BIG: a text is too long; -EPROTO: its "
	      "answer has another form\n */\n",
	      out);
}

static void print_call_request(FILE *out, const struct c_name *interface,
			       const struct model_operation *operation)
{
	fprintf(out,
		"{\n"
		"\tuint64_t words[%u];\n"
		"\tstruct words_out request = { .words = words };\n"
		"\tstruct words_in answer = { .words = words };\n"
		"\tint result;\n"
		"\n",
		words_of_both(operation));
	for (size_t i = 0; i < operation->in.count; i++)
		print_put(out, "request", "", &operation->in.items[i]);
	fprintf(out,
		"\tif (client->error || request.error)\n"
		"\t\treturn client->error ? client->error : request.error;\n"
		"\tresult = connection_exchange(&client->connection, %s_%s, words, request.count, words, "
		"%u);\n"
		"\tif (result < 0)\n"
		"\t\treturn result;\n"
		"\tanswer.count = (unsigned int)result;\n",
		interface->upper, c_name_of(operation->name).upper, words_of_both(operation));
}

static void print_call_answer(FILE *out, const struct model_parameters *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct model_parameter *parameter = &list->items[i];

		if (parameter->type == MODEL_TEXT) {
			fprintf(out, "\twords_take_text(&answer, %s);\n", parameter->name);
			continue;
		}
		fprintf(out, "\t*%s = ", parameter->name);
		print_take(out, "answer", parameter->type);
		fputs(";\n", out);
	}
	fputs("\treturn words_are_right(&answer) ? 0 : -EPROTO;\n}\n", out);
}

void operation_print_call(FILE *out, const struct c_name *interface, const struct model_operation *operation)
{
	print_doc(out, operation);
	fprintf(out, "static inline int %s_%s(const struct %s_client *client", interface->lower,
		c_name_of(operation->name).lower, interface->lower);
	print_in_parameters(out, &operation->in);
	print_out_parameters(out, &operation->out);
	fputs(")\n", out);
	print_call_request(out, interface, operation);
	print_call_answer(out, &operation->out);
}

/* --- the server ------------------------------------------------------------------ */

void operation_print_member(FILE *out, const struct model_operation *operation)
{
	fprintf(out, "\tint (*%s)(uint32_t client", c_name_of(operation->name).lower);
	print_in_parameters(out, &operation->in);
	print_out_parameters(out, &operation->out);
	fputs(");\n", out);
}

/** Variables for what goes in, filled, and for what comes out, empty. */
static void print_serve_variables(FILE *out, const struct model_operation *operation)
{
	for (size_t i = 0; i < operation->in.count; i++) {
		const struct model_parameter *parameter = &operation->in.items[i];

		if (parameter->type == MODEL_TEXT)
			fprintf(out, "\tchar %s[WORDS_TEXT_BYTES];\n", parameter->name);
		else
			fprintf(out, "\t%s %s;\n", c_type(parameter->type), parameter->name);
	}
	for (size_t i = 0; i < operation->out.count; i++) {
		const struct model_parameter *parameter = &operation->out.items[i];

		if (parameter->type == MODEL_TEXT)
			fprintf(out, "\tchar %s[WORDS_TEXT_BYTES] = \"\";\n", parameter->name);
		else
			fprintf(out, "\t%s %s = 0;\n", c_type(parameter->type), parameter->name);
	}
}

static void print_serve_request(FILE *out, const struct model_operation *operation)
{
	for (size_t i = 0; i < operation->in.count; i++) {
		const struct model_parameter *parameter = &operation->in.items[i];

		if (parameter->type == MODEL_TEXT) {
			fprintf(out, "\twords_take_text(&request, %s);\n", parameter->name);
			continue;
		}
		fprintf(out, "\t%s = ", parameter->name);
		print_take(out, "request", parameter->type);
		fputs(";\n", out);
	}
	fputs("\tif (!words_are_right(&request))\n\t\treturn -EINVAL;\n", out);
}

static void print_serve_call(FILE *out, const struct model_operation *operation)
{
	struct c_name name = c_name_of(operation->name);

	fprintf(out, "\tif (!server->%s)\n\t\treturn -ENOSYS;\n\tresult = server->%s(call->client",
		name.lower, name.lower);
	for (size_t i = 0; i < operation->in.count; i++)
		fprintf(out, ", %s", operation->in.items[i].name);
	for (size_t i = 0; i < operation->out.count; i++)
		fprintf(out, ", %s%s", operation->out.items[i].type == MODEL_TEXT ? "" : "&",
			operation->out.items[i].name);
	fputs(");\n\tif (result)\n\t\treturn result;\n", out);
}

void operation_print_serve(FILE *out, const struct c_name *interface, const struct model_operation *operation)
{
	struct c_name name = c_name_of(operation->name);

	fprintf(out,
		"\nstatic inline int %s_serve_%s(const struct %s_server *server, struct component_call "
		"*call)\n"
		"{\n"
		"\tstruct words_in request = { .words = call->words, .count = call->words_count };\n"
		"\tstruct words_out answer = { .words = call->words };\n",
		interface->lower, name.lower, interface->lower);
	print_serve_variables(out, operation);
	fputs("\tint result;\n\n", out);
	print_serve_request(out, operation);
	print_serve_call(out, operation);
	for (size_t i = 0; i < operation->out.count; i++)
		print_put(out, "answer", "", &operation->out.items[i]);
	fputs("\tcall->words_count = answer.count;\n\treturn answer.error;\n}\n", out);
}

void operation_print_answer(FILE *out, const struct c_name *interface,
			    const struct model_operation *operation)
{
	unsigned int room = model_words_max(&operation->out);

	fprintf(out,
		"\n"
		"/** Answer a call that was put off (component_reply_later) with success. */\n"
		"static inline void %s_%s_answer(int later",
		interface->lower, c_name_of(operation->name).lower);
	print_in_parameters(out, &operation->out);
	fprintf(out,
		")\n"
		"{\n"
		"\tuint64_t words[%u];\n"
		"\tstruct words_out answer = { .words = words };\n"
		"\n",
		room ? room : 1);
	for (size_t i = 0; i < operation->out.count; i++)
		print_put(out, "answer", "", &operation->out.items[i]);
	fputs("\tcomponent_reply(later, answer.error, words, answer.count);\n}\n", out);
}

void operation_print_case(FILE *out, const struct c_name *interface, const struct model_operation *operation)
{
	struct c_name name = c_name_of(operation->name);

	fprintf(out, "\tcase %s_%s:\n\t\treturn %s_serve_%s(server, call);\n", interface->upper, name.upper,
		interface->lower, name.lower);
}
