/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A document, line by line. */
#include "toml/parser.h"

static bool expect_line_end(struct parser *parser)
{
	skip_blanks(parser);
	skip_comment(parser);
	if (parser->at == parser->end || accept_newline(parser))
		return true;
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_LINE_END, range_of_next(parser),
			  describe_next(parser));
	return false;
}

static bool parse_line(struct parser *parser)
{
	skip_blanks(parser);
	parser->depth = parser->header_depth;
	parser->brackets = 0;
	if (parser->at == parser->end || at_newline(parser) || peek(parser) == '#')
		return expect_line_end(parser);
	return (peek(parser) == '[' ? parse_header(parser) : parse_pair(parser, parser->current)) &&
	       expect_line_end(parser);
}

/**
 * After a mistake, go on with the next line, so that several show up in one run. Within brackets that
 * would be guessing where they end.
 * @return false: it is better to stop
 */
static bool recover(struct parser *parser)
{
	skip_line(parser);
	return parser->brackets == 0 && accept_newline(parser);
}

static void parse_lines(struct parser *parser)
{
	while (parser->at < parser->end)
		if (!parse_line(parser) && !recover(parser))
			return;
}

const struct toml_table *toml_parse(const struct source *source, struct arena *arena,
				    struct diagnostics *diagnostics)
{
	struct parser parser = {
		.source = source,
		.arena = arena,
		.diagnostics = diagnostics,
		.text = source->text,
		.end = source->bytes,
	};
	unsigned int errors = diagnostics->errors;

	parser.current = parser.root = table_new(&parser, TOML_HEADER);
	if (check_characters(&parser))
		parse_lines(&parser);
	return diagnostics->errors == errors ? parser.root : NULL;
}
