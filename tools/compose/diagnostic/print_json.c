/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "diagnostic/report.h"
#include "source/json.h"

static void range_print(FILE *out, struct source_range range)
{
	struct source_position position;

	if (!source_is_somewhere(range)) {
		fputs("\"file\": null", out);
		return;
	}
	position = source_position_of(range);
	fputs("\"file\": ", out);
	json_print_text(out, range.source->name);
	fprintf(out, ", \"line\": %u, \"column\": %u, \"offset\": %u, \"bytes\": %u", position.line,
		position.column, range.offset, range.bytes);
}

static void helps_print(FILE *out, const struct remark *helps)
{
	for (const struct remark *help = helps; help; help = help->next) {
		json_print_text(out, help->text);
		fputs(help->next ? ", " : "", out);
	}
}

static void places_print(FILE *out, const struct remark *places)
{
	for (const struct remark *place = places; place; place = place->next) {
		fputs("{", out);
		range_print(out, place->range);
		fputs(", \"text\": ", out);
		json_print_text(out, place->text);
		fputs(place->next ? "}, " : "}", out);
	}
}

static void diagnostic_print(FILE *out, const struct diagnostic *diagnostic)
{
	const struct message *message = diagnostic->message;

	fprintf(out, "    {\"id\": \"%s\", \"name\": \"%s\", \"severity\": \"%s\", ", message->id,
		message->name, severity_name(message->severity));
	range_print(out, diagnostic->range);
	fputs(",\n     \"text\": ", out);
	json_print_text(out, diagnostic->text);
	fputs(",\n     \"why\": ", out);
	json_print_text(out, diagnostic->why);
	fputs(",\n     \"help\": [", out);
	helps_print(out, diagnostic->helps);
	fputs("], \"see\": [", out);
	places_print(out, diagnostic->places);
	fputs("]}", out);
}

void diagnostics_print_json(const struct diagnostics *diagnostics, FILE *out)
{
	struct arena arena = { NULL };
	const struct diagnostic **sorted = diagnostics_sort(diagnostics, &arena);

	fputs("{\n  \"messages\": [", out);
	for (unsigned int i = 0; i < diagnostics->count; i++) {
		fputs(i ? ",\n" : "\n", out);
		diagnostic_print(out, sorted[i]);
	}
	fprintf(out, "%s],\n  \"errors\": %u,\n  \"warnings\": %u\n}\n", diagnostics->count ? "\n  " : "",
		diagnostics->errors, diagnostics->warnings);
	arena_release(&arena);
}
