/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <string.h>

#include "toml/parser.h"

bool at_multiline_string(const struct parser *parser)
{
	char quote = peek(parser);

	return parser->end - parser->at >= 3 && parser->text[parser->at + 1] == quote &&
	       parser->text[parser->at + 2] == quote;
}

static bool refuse_unclosed(struct parser *parser, size_t from, const char *quotes)
{
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_STRING_OPEN, range_from(parser, from), quotes);
	return false;
}

/** Bytes up to the end of the line: no string on one line is longer. */
static size_t line_left(const struct parser *parser)
{
	const char *newline = memchr(parser->text + parser->at, '\n', parser->end - parser->at);

	return newline ? (size_t)(newline - parser->text) - parser->at : parser->end - parser->at;
}

bool parse_string(struct parser *parser, struct toml_string *string)
{
	size_t from = parser->at;
	char quote = parser->text[parser->at++];
	char *bytes = arena_alloc(parser->arena, line_left(parser) + 1), *out = bytes;

	while (!accept(parser, quote)) {
		if (parser->at == parser->end || at_newline(parser))
			return refuse_unclosed(parser, from, quote == '"' ? "\"" : "'");
		if (quote == '"' && peek(parser) == '\\') {
			if (!parse_escape(parser, &out))
				return false;
		} else {
			*out++ = parser->text[parser->at++];
		}
	}
	*string = (struct toml_string){ bytes, (size_t)(out - bytes) };
	return true;
}

/** A backslash at the end of a line: it and all blanks and newlines that follow are nothing. */
static bool accept_joined_lines(struct parser *parser)
{
	size_t from = parser->at;

	parser->at++;
	skip_blanks(parser);
	if (!accept_newline(parser)) {
		parser->at = from;
		return false;
	}
	do
		skip_blanks(parser);
	while (accept_newline(parser));
	return true;
}

/** Three quotes end it; one or two more before them belong to the text. */
static bool accept_end(struct parser *parser, char quote, char **out)
{
	size_t quotes = 0;

	while (quotes < 5 && parser->at + quotes < parser->end && parser->text[parser->at + quotes] == quote)
		quotes++;
	if (quotes < 3)
		return false;
	parser->at += quotes;
	for (; quotes > 3; quotes--)
		*(*out)++ = quote;
	return true;
}

static bool parse_multiline_step(struct parser *parser, char quote, char **out)
{
	if (quote == '"' && peek(parser) == '\\')
		return accept_joined_lines(parser) || parse_escape(parser, out);
	if (accept_newline(parser))
		*(*out)++ = '\n';
	else
		*(*out)++ = parser->text[parser->at++];
	return true;
}

/** Room for what stands before the closing quotes: escapes only make it shorter. */
static char *room_for_text(struct parser *parser, char quote)
{
	size_t at = parser->at;

	while (at < parser->end && strncmp(parser->text + at, quote == '"' ? "\"\"\"" : "'''", 3) != 0)
		at += quote == '"' && parser->text[at] == '\\' && at + 1 < parser->end ? 2 : 1;
	return arena_alloc(parser->arena, at - parser->at + 3);
}

bool parse_multiline_string(struct parser *parser, struct toml_string *string)
{
	size_t from = parser->at;
	char quote = peek(parser);
	char *bytes, *out;

	parser->at += 3;
	accept_newline(parser);
	bytes = out = room_for_text(parser, quote);
	while (!accept_end(parser, quote, &out)) {
		if (parser->at == parser->end) {
			parser->at = from + 3;
			refuse_unclosed(parser, from, quote == '"' ? "\"\"\"" : "'''");
			parser->at = parser->end;
			return false;
		}
		if (!parse_multiline_step(parser, quote, &out))
			return false;
	}
	*string = (struct toml_string){ bytes, (size_t)(out - bytes) };
	return true;
}
