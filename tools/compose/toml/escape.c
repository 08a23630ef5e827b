/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <string.h>

#include "source/utf8.h"
#include "toml/parser.h"

static int hex_digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

static bool refuse(struct parser *parser, size_t from, const char *why)
{
	const char *escape = arena_copy(&parser->diagnostics->arena, parser->text + from, parser->at - from);

	diagnostic_report(parser->diagnostics, MESSAGE_TOML_ESCAPE, range_from(parser, from), escape, why);
	return false;
}

/** \uXXXX, \UXXXXXXXX: @at stands behind the letter. */
static bool parse_code(struct parser *parser, size_t from, int digits, char **out)
{
	uint32_t code = 0;

	for (int i = 0; i < digits; i++, parser->at++) {
		int digit = hex_digit(peek(parser));

		if (digit < 0)
			return refuse(parser, from,
				      digits == 4 ? "\\u needs four hexadecimal digits"
						  : "\\U needs eight hexadecimal digits");
		code = code << 4 | (uint32_t)digit;
	}
	if (!utf8_is_scalar(code))
		return refuse(parser, from, "there is no character with this number");
	*out += utf8_encode(code, *out);
	return true;
}

bool parse_escape(struct parser *parser, char **out)
{
	static const char letters[] = "btnfr\"\\", meanings[] = "\b\t\n\f\r\"\\";
	size_t from = parser->at;
	const char *found;

	parser->at++;
	if (accept(parser, 'u'))
		return parse_code(parser, from, 4, out);
	if (accept(parser, 'U'))
		return parse_code(parser, from, 8, out);
	found = peek(parser) ? strchr(letters, peek(parser)) : NULL;
	if (!at_newline(parser))
		parser->at += range_of_next(parser).bytes;
	if (!found)
		return refuse(parser, from, "no such escape exists");
	*(*out)++ = meanings[found - letters];
	return true;
}
