/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <string.h>

#include "toml/parser.h"

static bool refuse_unclosed(struct parser *parser, size_t from)
{
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_ARRAY_OPEN,
			  source_range_of(parser->source, from, from + 1));
	return false;
}

/** What is no value may stand behind an array whose end was forgotten. */
static void show_beginning(struct parser *parser, size_t from)
{
	if (memchr(parser->text + from, '\n', parser->at - from))
		diagnostic_see(parser->diagnostics, source_range_of(parser->source, from, from + 1),
			       "the array that begins here is still open");
}

static bool parse_item(struct parser *parser, struct toml_array *array, size_t from)
{
	array->items = arena_grow(parser->arena, array->items, array->count, sizeof(*array->items));
	if (!parse_value(parser, &array->items[array->count])) {
		show_beginning(parser, from);
		return false;
	}
	array->count++;
	return true;
}

/** Behind an item: a comma or the end. */
static bool expect_more_or_end(struct parser *parser, size_t from)
{
	skip_lines(parser);
	if (accept(parser, ',') || peek(parser) == ']')
		return true;
	if (parser->at == parser->end)
		return refuse_unclosed(parser, from);
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_ARRAY_COMMA, range_of_next(parser),
			  describe_next(parser));
	diagnostic_see(parser->diagnostics, source_range_of(parser->source, from, from + 1),
		       "the array begins here");
	return false;
}

bool parse_array(struct parser *parser, struct toml_value *value)
{
	size_t from = parser->at++;
	struct toml_array array = { NULL, 0 };

	parser->brackets++;
	if (!enter(parser, 1, source_range_of(parser->source, from, from + 1)))
		return false;
	for (;;) {
		skip_lines(parser);
		if (accept(parser, ']'))
			break;
		if (parser->at == parser->end)
			return refuse_unclosed(parser, from);
		if (!parse_item(parser, &array, from) || !expect_more_or_end(parser, from))
			return false;
	}
	parser->depth--;
	parser->brackets--;
	value->type = TOML_ARRAY;
	value->array = array;
	return true;
}
