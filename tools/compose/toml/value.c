/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <string.h>
#include <strings.h>

#include "toml/parser.h"

static bool is_of_word(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
	       (byte && strchr("+-._:", byte));
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static void skip_word(struct parser *parser)
{
	while (parser->at < parser->end && is_of_word(peek(parser)))
		parser->at++;
}

/** Take a number, a date, a boolean or what somebody took for one: "2026-01-31 10:00:00" is one word. */
static void take_word(struct parser *parser)
{
	size_t from = parser->at;

	skip_word(parser);
	if (parser->at - from == 10 && is_datetime(parser->text + from, 10) && peek(parser) == ' ' &&
	    is_digit(parser->text[parser->at + 1])) {
		parser->at++;
		skip_word(parser);
	}
}

static bool word_is(const char *word, size_t len, const char *text)
{
	return len == strlen(text) && memcmp(word, text, len) == 0;
}

static bool is_number(const char *word, size_t len)
{
	size_t sign = word[0] == '+' || word[0] == '-';

	return len > sign && (is_digit(word[sign]) || word_is(word + sign, len - sign, "inf") ||
			      word_is(word + sign, len - sign, "nan"));
}

/** No value begins like this: probably a string without its quotes. */
static bool refuse_word(struct parser *parser, size_t from)
{
	const char *word;

	while (parser->at < parser->end && !at_newline(parser) && !strchr(" \t,]}#", peek(parser)))
		parser->at++;
	word = arena_copy(&parser->diagnostics->arena, parser->text + from, parser->at - from);
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_NO_VALUE, range_from(parser, from), word);
	if (strcasecmp(word, "true") == 0 || strcasecmp(word, "false") == 0)
		diagnostic_help(parser->diagnostics, "booleans are `true` and `false`, in small letters");
	return false;
}

static bool parse_boolean(struct toml_value *value, bool boolean)
{
	value->type = TOML_BOOLEAN;
	value->boolean = boolean;
	return true;
}

static bool parse_word(struct parser *parser, struct toml_value *value)
{
	size_t from = parser->at;
	const char *word = parser->text + from;
	size_t len;

	take_word(parser);
	value->range = range_from(parser, from);
	len = value->range.bytes;
	if (word_is(word, len, "true") || word_is(word, len, "false"))
		return parse_boolean(value, word[0] == 't');
	if (is_datetime(word, len))
		return parse_datetime(parser, word, len, value);
	if (is_number(word, len))
		return parse_number(parser, word, len, value);
	return refuse_word(parser, from);
}

static bool parse_text(struct parser *parser, struct toml_value *value)
{
	value->type = TOML_STRING;
	return (at_multiline_string(parser) ? parse_multiline_string : parse_string)(parser, &value->string);
}

static bool refuse_nothing(struct parser *parser)
{
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_VALUE_MISSING, range_of_next(parser),
			  describe_next(parser));
	return false;
}

static bool parse_by_first(struct parser *parser, struct toml_value *value)
{
	switch (peek(parser)) {
	case '"':
	case '\'':
		return parse_text(parser, value);
	case '[':
		return parse_array(parser, value);
	case '{':
		return parse_inline_table(parser, value);
	case '#':
	case ',':
	case ']':
	case '}':
	case '=':
		return refuse_nothing(parser);
	}
	return parser->at == parser->end || at_newline(parser) ? refuse_nothing(parser)
							       : parse_word(parser, value);
}

bool parse_value(struct parser *parser, struct toml_value *value)
{
	size_t from = parser->at;
	struct toml_value parsed = { .type = TOML_TABLE };

	if (!parse_by_first(parser, &parsed))
		return false;
	parsed.range = range_from(parser, from);
	*value = parsed;
	return true;
}

static bool expect_equals(struct parser *parser)
{
	if (accept(parser, '='))
		return true;
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_EQUALS_MISSING, range_of_next(parser),
			  describe_next(parser));
	return false;
}

bool parse_pair(struct parser *parser, struct toml_table *table)
{
	unsigned int depth = parser->depth;
	struct toml_entry *entry;
	struct toml_value value;
	struct key key;
	bool is_good;

	if (!parse_key(parser, &key) || !expect_equals(parser))
		return false;
	skip_blanks(parser);
	is_good = enter(parser, key.count, key.parts[key.count - 1].range) && parse_value(parser, &value);
	if (!is_good)
		return false;
	parser->depth = depth;
	if (!define_dotted(parser, &key, &table))
		return false;
	entry = define_key(parser, table, &key.parts[key.count - 1]);
	if (entry)
		entry->value = value;
	return entry != NULL;
}
