/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "toml/parser.h"

static bool refuse(struct parser *parser, enum message_id id, size_t from)
{
	diagnostic_report(parser->diagnostics, id, range_of_next(parser), describe_next(parser));
	diagnostic_see(parser->diagnostics, source_range_of(parser->source, from, from + 1),
		       "the inline table begins here");
	return false;
}

/** Behind a pair: a comma and another pair, or the end. */
static bool expect_more_or_end(struct parser *parser, size_t from)
{
	skip_blanks(parser);
	if (peek(parser) == '}')
		return true;
	if (parser->at == parser->end || at_newline(parser) || peek(parser) == '#')
		return refuse(parser, MESSAGE_TOML_INLINE_OPEN, from);
	if (!accept(parser, ','))
		return refuse(parser, MESSAGE_TOML_INLINE_COMMA, from);
	skip_blanks(parser);
	if (at_newline(parser))
		return refuse(parser, MESSAGE_TOML_INLINE_OPEN, from);
	if (peek(parser) == '}')
		return refuse(parser, MESSAGE_TOML_INLINE_LAST_COMMA, from);
	return true;
}

static bool parse_pairs(struct parser *parser, struct toml_table *table, size_t from)
{
	skip_blanks(parser);
	if (parser->at == parser->end || at_newline(parser) || peek(parser) == '#')
		return refuse(parser, MESSAGE_TOML_INLINE_OPEN, from);
	while (!accept(parser, '}'))
		if (!parse_pair(parser, table) || !expect_more_or_end(parser, from))
			return false;
	return true;
}

/** Nothing can be added to what was written between braces, not even to a table that a dotted key made there. */
static void close_tables(struct toml_table *table)
{
	table->origin = TOML_INLINE;
	for (struct toml_entry *entry = table->first; entry; entry = entry->next)
		if (entry->value.type == TOML_TABLE && entry->value.table->origin != TOML_INLINE)
			close_tables(entry->value.table);
}

bool parse_inline_table(struct parser *parser, struct toml_value *value)
{
	size_t from = parser->at++;

	parser->brackets++;
	value->type = TOML_TABLE;
	value->table = table_new(parser, TOML_HEADER);
	if (!enter(parser, 1, source_range_of(parser->source, from, from + 1)) ||
	    !parse_pairs(parser, value->table, from))
		return false;
	parser->depth--;
	parser->brackets--;
	close_tables(value->table);
	return true;
}
