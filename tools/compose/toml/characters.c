/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What must hold for the text as a whole before it is taken apart. */
#include "source/utf8.h"
#include "toml/parser.h"

enum { COMPLAINTS_MAX = 5 };

static void refuse_byte(struct parser *parser)
{
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_NOT_UTF8,
			  source_range_of(parser->source, parser->at, parser->at + 1),
			  diagnostic_text(parser->diagnostics, "0x%02x", (unsigned char)peek(parser)));
}

static void refuse_control(struct parser *parser, uint32_t code)
{
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_CONTROL,
			  source_range_of(parser->source, parser->at, parser->at + 1),
			  diagnostic_text(parser->diagnostics, "U+%04X", (unsigned int)code));
	if (code == '\r')
		diagnostic_help(parser->diagnostics,
				"end lines with a line feed, or with carriage return and line feed");
}

/** Tab, line feed, and carriage return before it, are the only ones that have a meaning. */
static bool is_forbidden(const struct parser *parser, uint32_t code)
{
	if (code == '\r')
		return parser->at + 1 == parser->end || parser->text[parser->at + 1] != '\n';
	return (code < 0x20 && code != '\t' && code != '\n') || code == 0x7f;
}

bool check_characters(struct parser *parser)
{
	unsigned int complaints = 0;
	size_t length;

	for (parser->at = 0; parser->at < parser->end && complaints < COMPLAINTS_MAX; parser->at += length) {
		uint32_t code = 0;

		length = utf8_decode(parser->text + parser->at, parser->end - parser->at, &code);
		if (length && !is_forbidden(parser, code))
			continue;
		if (length)
			refuse_control(parser, code);
		else
			refuse_byte(parser);
		length = 1;
		complaints++;
	}
	parser->at = source_text_start(parser->source);
	return complaints == 0;
}
