/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diagnostic/report.h"
#include "diagnostic/snippet.h"

/** What switches colours; "" when there are none. */
struct palette {
	const char *place, *help, *plain;
	const char *severity[SEVERITY_ERROR + 1];
};

static const struct palette colourless = { "", "", "", { "", "", "" } };
static const struct palette coloured = {
	.place = "\033[1m",
	.help = "\033[1;32m",
	.plain = "\033[0m",
	.severity = { "\033[1;36m", "\033[1;35m", "\033[1;31m" },
};

bool diagnostics_wants_colour(FILE *out)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (no_color && no_color[0])
		return false;
	return isatty(fileno(out)) && !(term && strcmp(term, "dumb") == 0);
}

static void place_print(FILE *out, struct source_range range)
{
	if (source_is_place(range)) {
		struct source_position position = source_position_of(range);

		fprintf(out, "%s:%u:%u: ", range.source->name, position.line, position.column);
	} else {
		fprintf(out, "%s: ", source_is_somewhere(range) ? range.source->name : "sel4-compose");
	}
}

static void places_print(FILE *out, const struct diagnostic *diagnostic, const struct palette *palette)
{
	for (const struct remark *place = diagnostic->places; place; place = place->next) {
		fputs(palette->place, out);
		place_print(out, place->range);
		fprintf(out, "%snote:%s %s\n", palette->severity[SEVERITY_NOTE], palette->plain, place->text);
		if (source_is_place(place->range))
			snippet_print(out, place->range, palette->severity[SEVERITY_NOTE], palette->plain);
	}
}

static void diagnostic_print(FILE *out, const struct diagnostic *diagnostic, const struct palette *palette)
{
	const struct message *message = diagnostic->message;
	const char *mark = palette->severity[message->severity];

	fputs(palette->place, out);
	place_print(out, diagnostic->range);
	fprintf(out, "%s%s:%s%s %s%s [%s]\n", mark, severity_name(message->severity), palette->plain,
		palette->place, diagnostic->text, palette->plain, message->id);
	if (source_is_place(diagnostic->range))
		snippet_print(out, diagnostic->range, mark, palette->plain);
	places_print(out, diagnostic, palette);
	if (diagnostic->why)
		fprintf(out, "  why: %s\n", diagnostic->why);
	for (const struct remark *help = diagnostic->helps; help; help = help->next)
		fprintf(out, "  %shelp:%s %s\n", palette->help, palette->plain, help->text);
}

static void count_print(FILE *out, unsigned int count, const char *what)
{
	fprintf(out, "%u %s%s", count, what, count == 1 ? "" : "s");
}

/** The last line: how many there were, and where to read more. */
static void summary_print(FILE *out, const struct diagnostics *diagnostics, unsigned int shown,
			  const char *id)
{
	if (shown < diagnostics->count)
		fprintf(out, "... and %u more\n", diagnostics->count - shown);
	if (diagnostics->errors)
		count_print(out, diagnostics->errors, "error");
	if (diagnostics->errors && diagnostics->warnings)
		fputs(", ", out);
	if (diagnostics->warnings)
		count_print(out, diagnostics->warnings, "warning");
	if (diagnostics->errors || diagnostics->warnings)
		fprintf(out, "; `sel4-compose explain %s` tells more\n", id);
}

/** What to read more about: the first error, or the first of all. */
static const char *first_id(const struct diagnostic *const *sorted, const struct diagnostics *diagnostics)
{
	for (unsigned int i = 0; i < diagnostics->count; i++)
		if (sorted[i]->message->severity == SEVERITY_ERROR)
			return sorted[i]->message->id;
	return sorted[0]->message->id;
}

void diagnostics_print(const struct diagnostics *diagnostics, FILE *out, bool colour)
{
	unsigned int limit = diagnostics->limit ? diagnostics->limit : DIAGNOSTICS_LIMIT;
	unsigned int shown = diagnostics->count < limit ? diagnostics->count : limit;
	struct arena arena = { NULL };
	const struct diagnostic **sorted = diagnostics_sort(diagnostics, &arena);

	for (unsigned int i = 0; i < shown; i++) {
		diagnostic_print(out, sorted[i], colour ? &coloured : &colourless);
		fputc('\n', out);
	}
	if (diagnostics->count)
		summary_print(out, diagnostics, shown, first_id(sorted, diagnostics));
	arena_release(&arena);
}
