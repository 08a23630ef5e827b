/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* [table] and [[array of tables]] */
#include "toml/parser.h"

static bool expect_end(struct parser *parser, bool is_array)
{
	if (accept(parser, ']') && (!is_array || accept(parser, ']')))
		return true;
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_HEADER_OPEN, range_of_next(parser),
			  is_array ? "]]" : "]", describe_next(parser));
	return false;
}

bool parse_header(struct parser *parser)
{
	size_t from = parser->at++;
	bool is_array = accept(parser, '[');
	struct source_range range;
	struct key key;

	parser->current = table_new(parser, TOML_HEADER); /* of no use, if this header is wrong */
	parser->header_depth = 0;
	if (!parse_key(parser, &key) || !expect_end(parser, is_array))
		return false;
	parser->depth = 0;
	range = range_from(parser, from);
	if (!enter(parser, key.count, key.parts[key.count - 1].range))
		return false;
	parser->header_depth = parser->depth;
	return (is_array ? define_array_element : define_table)(parser, &key, range);
}
