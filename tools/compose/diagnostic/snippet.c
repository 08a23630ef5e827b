/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "diagnostic/snippet.h"

#include <string.h>

#include "diagnostic/width.h"
#include "source/utf8.h"

enum {
	SHOWN_BEFORE = 60, /* bytes of a long line before the place */
	SHOWN_ALL = 140,
	TAB_COLUMNS = 4,
};

/** What is shown of a line: bytes @from..@to of the source; the carets go under @mark_from..@mark_to. */
struct view {
	const char *text;
	size_t from, to;
	size_t mark_from, mark_to;
	bool cut_before, cut_behind;
};

static bool is_inside_character(const char *text, size_t at)
{
	return ((unsigned char)text[at] & 0xc0) == 0x80;
}

static void view_cut(struct view *view)
{
	if (view->to - view->from <= SHOWN_ALL)
		return;
	if (view->mark_from - view->from > SHOWN_BEFORE) {
		view->from = view->mark_from - SHOWN_BEFORE;
		while (view->from < view->mark_from && is_inside_character(view->text, view->from))
			view->from++;
		view->cut_before = true;
	}
	if (view->to - view->from > SHOWN_ALL) {
		view->to = view->from + SHOWN_ALL;
		while (view->to > view->mark_from && is_inside_character(view->text, view->to))
			view->to--;
		view->cut_behind = true;
	}
}

static struct view view_of(struct source_range range)
{
	const char *text = range.source->text;
	size_t start = source_text_start(range.source), end = range.source->bytes;
	struct view view = { .text = text, .from = range.offset, .to = range.offset };

	while (view.from > start && text[view.from - 1] != '\n')
		view.from--;
	while (view.to < end && text[view.to] != '\n')
		view.to++;
	if (view.to > view.from && text[view.to - 1] == '\r')
		view.to--;
	view.mark_from = range.offset < view.to ? range.offset : view.to;
	view_cut(&view);
	view.mark_to = (size_t)range.offset + range.bytes;
	if (view.mark_to > view.to)
		view.mark_to = view.to;
	return view;
}

static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069); /* C0, C1, and what turns text around */
}

/** Columns of the character at @at, as text_print prints it; @length: its bytes. */
static unsigned int columns_of(const struct view *view, size_t at, size_t *length)
{
	uint32_t code = 0;

	*length = utf8_decode(view->text + at, view->to - at, &code);
	if (view->text[at] == '\t')
		return TAB_COLUMNS;
	if (*length && !is_control(code))
		return width_of(code);
	*length = *length ? *length : 1;
	return 1;
}

static void text_print(FILE *out, const struct view *view)
{
	for (size_t at = view->from; at < view->to;) {
		uint32_t code = 0;
		size_t length = utf8_decode(view->text + at, view->to - at, &code);

		if (view->text[at] == '\t')
			fprintf(out, "%*s", TAB_COLUMNS, "");
		else if (length == 0 || is_control(code))
			fputc('?', out);
		else
			fwrite(view->text + at, 1, length, out);
		at += length ? length : 1;
	}
}

static unsigned int columns_between(const struct view *view, size_t from, size_t to)
{
	unsigned int columns = 0;
	size_t length;

	for (size_t at = from; at < to; at += length)
		columns += columns_of(view, at, &length);
	return columns;
}

static void carets_print(FILE *out, const struct view *view, const char *mark, const char *plain)
{
	unsigned int columns = columns_between(view, view->mark_from, view->mark_to);

	fprintf(out, "     | %*s%s^",
		(int)columns_between(view, view->from, view->mark_from) + (view->cut_before ? 4 : 0), "",
		mark);
	while (columns-- > 1)
		fputc('~', out);
	fprintf(out, "%s\n", plain);
}

void snippet_print(FILE *out, struct source_range range, const char *mark, const char *plain)
{
	struct view view = view_of(range);

	fprintf(out, "%4u | %s", source_position_of(range).line, view.cut_before ? "... " : "");
	text_print(out, &view);
	fputs(view.cut_behind ? " ...\n" : "\n", out);
	carets_print(out, &view, mark, plain);
}
