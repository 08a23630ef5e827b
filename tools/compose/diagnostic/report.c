/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "diagnostic/report.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

static size_t count_words(const char *const words[])
{
	size_t count = 0;

	while (words[count])
		count++;
	return count;
}

/** The word that "{n}" at @text stands for, or NULL: it is no such place. */
static const char *word_at(const char *text, const char *const words[], size_t count)
{
	if (text[0] != '{' || text[1] < '0' || text[1] > '9' || text[2] != '}')
		return NULL;
	assert((size_t)(text[1] - '0') < count && "the message uses a word that was not given");
	return words[text[1] - '0'];
}

/** @text with its words filled in; NULL stays NULL. */
static const char *text_fill(struct arena *arena, const char *text, const char *const words[])
{
	size_t count = count_words(words), bytes = 0;
	char *filled, *end;

	if (!text)
		return NULL;
	for (const char *at = text; *at; at++) {
		const char *word = word_at(at, words, count);

		bytes += word ? strlen(word) : 1;
		at += word ? 2 : 0;
	}
	end = filled = arena_alloc(arena, bytes + 1);
	for (const char *at = text; *at; at++) {
		const char *word = word_at(at, words, count);

		if (word)
			end = stpcpy(end, word);
		else
			*end++ = *at;
		at += word ? 2 : 0;
	}
	return filled;
}

static struct remark *remark_add(struct arena *arena, struct remark **list, struct source_range range,
				 const char *text)
{
	struct remark *remark = arena_alloc(arena, sizeof(*remark));

	while (*list)
		list = &(*list)->next;
	*remark = (struct remark){ .range = range, .text = text };
	*list = remark;
	return remark;
}

static void diagnostic_append(struct diagnostics *diagnostics, struct diagnostic *diagnostic)
{
	diagnostic->number = diagnostics->count++;
	if (diagnostics->last)
		diagnostics->last->next = diagnostic;
	else
		diagnostics->first = diagnostic;
	diagnostics->last = diagnostic;
	diagnostics->errors += diagnostic->message->severity == SEVERITY_ERROR;
	diagnostics->warnings += diagnostic->message->severity == SEVERITY_WARNING;
}

void diagnostic_report_words(struct diagnostics *diagnostics, enum message_id id, struct source_range range,
			     const char *const words[])
{
	struct arena *arena = &diagnostics->arena;
	struct diagnostic *diagnostic = arena_alloc(arena, sizeof(*diagnostic));

	*diagnostic = (struct diagnostic){
		.message = message_of(id),
		.range = range,
		.text = text_fill(arena, message_of(id)->text, words + 1),
		.why = text_fill(arena, message_of(id)->why, words + 1),
	};
	if (message_of(id)->help)
		remark_add(arena, &diagnostic->helps, SOURCE_NOWHERE,
			   text_fill(arena, message_of(id)->help, words + 1));
	diagnostic_append(diagnostics, diagnostic);
}

/** The table's help gives way to the first that is added. */
static void help_add(struct diagnostics *diagnostics, const char *text)
{
	struct diagnostic *last = diagnostics->last;

	if (!last->own_helps)
		last->helps = NULL;
	last->own_helps = true;
	remark_add(&diagnostics->arena, &last->helps, SOURCE_NOWHERE, text);
}

void diagnostic_help(struct diagnostics *diagnostics, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	help_add(diagnostics, arena_vprint(&diagnostics->arena, format, arguments));
	va_end(arguments);
}

void diagnostic_see(struct diagnostics *diagnostics, struct source_range range, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	remark_add(&diagnostics->arena, &diagnostics->last->places, range,
		   arena_vprint(&diagnostics->arena, format, arguments));
	va_end(arguments);
}

const char *diagnostic_text(struct diagnostics *diagnostics, const char *format, ...)
{
	va_list arguments;
	const char *text;

	va_start(arguments, format);
	text = arena_vprint(&diagnostics->arena, format, arguments);
	va_end(arguments);
	return text;
}

void diagnostics_release(struct diagnostics *diagnostics)
{
	unsigned int limit = diagnostics->limit;

	arena_release(&diagnostics->arena);
	*diagnostics = (struct diagnostics){ .limit = limit };
}
