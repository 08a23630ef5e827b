/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Moving through the text. */
#include "source/utf8.h"
#include "toml/parser.h"

char peek(const struct parser *parser)
{
	return parser->text[parser->at];
}

bool accept(struct parser *parser, char byte)
{
	if (parser->at == parser->end || peek(parser) != byte)
		return false;
	parser->at++;
	return true;
}

bool at_newline(const struct parser *parser)
{
	return parser->at < parser->end && (peek(parser) == '\n' || peek(parser) == '\r');
}

bool accept_newline(struct parser *parser)
{
	accept(parser, '\r'); /* a newline is sure to follow */
	return accept(parser, '\n');
}

void skip_blanks(struct parser *parser)
{
	while (accept(parser, ' ') || accept(parser, '\t'))
		;
}

void skip_line(struct parser *parser)
{
	while (parser->at < parser->end && !at_newline(parser))
		parser->at++;
}

void skip_comment(struct parser *parser)
{
	if (accept(parser, '#'))
		skip_line(parser);
}

void skip_lines(struct parser *parser)
{
	do {
		skip_blanks(parser);
		skip_comment(parser);
	} while (accept_newline(parser));
}

struct source_range range_from(const struct parser *parser, size_t from)
{
	return source_range_of(parser->source, from, parser->at);
}

bool enter(struct parser *parser, size_t levels, struct source_range range)
{
	parser->depth += (unsigned int)levels;
	if (parser->depth <= TOML_DEPTH_MAX)
		return true;
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_TOO_DEEP, range,
			  diagnostic_text(parser->diagnostics, "%d", (int)TOML_DEPTH_MAX));
	return false;
}

static size_t length_of_next(const struct parser *parser)
{
	uint32_t code;

	return utf8_decode(parser->text + parser->at, parser->end - parser->at, &code);
}

struct source_range range_of_next(const struct parser *parser)
{
	return source_range_of(parser->source, parser->at, parser->at + length_of_next(parser));
}

const char *describe_next(const struct parser *parser)
{
	if (parser->at == parser->end)
		return "the end of the file";
	if (at_newline(parser))
		return "the end of the line";
	return diagnostic_text(parser->diagnostics, "`%.*s`", (int)length_of_next(parser),
			       parser->text + parser->at);
}
