/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <string.h>

#include "toml/parser.h"

static bool is_bare(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
	       byte == '-' || byte == '_';
}

static bool ends_key(const struct parser *parser)
{
	return parser->at == parser->end || at_newline(parser) || strchr(" \t=.#]}", peek(parser)) != NULL;
}

/** A character where none of a bare key can stand: say that, with the whole word for the help. */
static bool refuse_character(struct parser *parser, size_t from)
{
	const char *character = describe_next(parser);
	struct source_range range = range_of_next(parser);

	while (!ends_key(parser))
		parser->at++;
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_KEY_CHARACTER, range, character,
			  arena_copy(&parser->diagnostics->arena, parser->text + from, parser->at - from));
	return false;
}

static bool parse_bare_key(struct parser *parser, struct toml_string *text)
{
	size_t from = parser->at;

	while (is_bare(peek(parser)))
		parser->at++;
	if (!ends_key(parser))
		return refuse_character(parser, from);
	if (parser->at == from) {
		diagnostic_report(parser->diagnostics, MESSAGE_TOML_KEY_MISSING, range_of_next(parser),
				  describe_next(parser));
		return false;
	}
	*text = (struct toml_string){ arena_copy(parser->arena, parser->text + from, parser->at - from),
				      parser->at - from };
	return true;
}

static bool parse_quoted_key(struct parser *parser, struct toml_string *text)
{
	size_t from = parser->at;

	if (!at_multiline_string(parser))
		return parse_string(parser, text);
	parser->at += 3;
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_KEY_MULTILINE, range_from(parser, from));
	return false;
}

static bool parse_part(struct parser *parser, struct key_part *part)
{
	size_t from = parser->at;
	bool is_quoted = peek(parser) == '"' || peek(parser) == '\'';

	if (!(is_quoted ? parse_quoted_key : parse_bare_key)(parser, &part->text))
		return false;
	part->range = range_from(parser, from);
	return true;
}

bool parse_key(struct parser *parser, struct key *key)
{
	*key = (struct key){ NULL, 0 };
	do {
		skip_blanks(parser);
		key->parts = arena_grow(parser->arena, key->parts, key->count, sizeof(*key->parts));
		if (!parse_part(parser, &key->parts[key->count]))
			return false;
		key->count++;
		skip_blanks(parser);
	} while (accept(parser, '.'));
	return true;
}
