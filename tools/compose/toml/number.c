/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Integers and floats. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "toml/parser.h"

/* A word being read, and on error what is wrong with it. */
struct reader {
	const char *at, *end;
	char *digits; /* what was read, without underscores */
	size_t count;
	const char *wrong;
};

static const char NOT_OF_NUMBER[] = "what follows the digits does not belong to a number";

static bool refuse(struct reader *reader, const char *wrong)
{
	reader->wrong = wrong;
	return false;
}

static bool next_is(const struct reader *reader, const char *set)
{
	return reader->at < reader->end && *reader->at && strchr(set, *reader->at);
}

static void take(struct reader *reader)
{
	reader->digits[reader->count++] = *reader->at++;
}

/** Digits of the set, an underscore only between two of them. */
static bool read_digits(struct reader *reader, const char *set, const char *missing)
{
	if (next_is(reader, "_"))
		return refuse(reader, "an underscore needs a digit on both sides");
	if (!next_is(reader, set))
		return refuse(reader, missing);
	while (next_is(reader, set)) {
		take(reader);
		if (!next_is(reader, "_"))
			continue;
		reader->at++;
		if (!next_is(reader, set))
			return refuse(reader, "an underscore needs a digit on both sides");
	}
	return true;
}

static bool read_fraction(struct reader *reader)
{
	take(reader);
	return read_digits(reader, "0123456789", "a digit is missing after the point");
}

static bool read_exponent(struct reader *reader)
{
	take(reader);
	if (next_is(reader, "+-"))
		take(reader);
	return read_digits(reader, "0123456789", "a digit is missing in the exponent");
}

static bool read_end(struct reader *reader, const char *wrong)
{
	return reader->at == reader->end || refuse(reader, wrong);
}

static bool to_integer(struct reader *reader, int base, struct toml_value *value)
{
	reader->digits[reader->count] = '\0';
	errno = 0;
	value->type = TOML_INTEGER;
	value->integer = strtoll(reader->digits, NULL, base);
	return errno == 0 ||
	       refuse(reader, "an integer goes from -9223372036854775808 to 9223372036854775807");
}

static bool to_float(struct reader *reader, struct toml_value *value)
{
	reader->digits[reader->count] = '\0';
	value->type = TOML_FLOAT;
	value->real = strtod(reader->digits, NULL);
	return true;
}

static bool read_based(struct reader *reader, struct toml_value *value)
{
	static const struct base {
		char letter;
		int base;
		const char *digits, *missing, *wrong;
	} bases[] = {
		{ 'x', 16, "0123456789abcdefABCDEF", "a hexadecimal digit is missing after 0x",
		  "a hexadecimal number has the digits 0-9 and a-f" },
		{ 'o', 8, "01234567", "an octal digit is missing after 0o",
		  "an octal number has the digits 0-7" },
		{ 'b', 2, "01", "a binary digit is missing after 0b",
		  "a binary number has the digits 0 and 1" },
	};
	const struct base *base = bases;

	while (base->letter != reader->at[1])
		base++;
	reader->at += 2;
	return read_digits(reader, base->digits, base->missing) && read_end(reader, base->wrong) &&
	       to_integer(reader, base->base, value);
}

static bool read_special(struct reader *reader, struct toml_value *value)
{
	bool is_negative = *reader->at == '-';
	size_t sign = *reader->at == '-' || *reader->at == '+';

	value->type = TOML_FLOAT;
	value->real = strncmp(reader->at + sign, "inf", 3) == 0 ? INFINITY : NAN;
	value->real = copysign(value->real, is_negative ? -1.0 : 1.0);
	return true;
}

static bool read_decimal(struct reader *reader, struct toml_value *value)
{
	bool is_float;
	size_t sign = next_is(reader, "+-");

	if (sign)
		take(reader);
	if (!read_digits(reader, "0123456789", "a digit is missing"))
		return false;
	if (reader->digits[sign] == '0' && reader->count > sign + 1)
		return refuse(reader, "a number has no zeros in front");
	is_float = next_is(reader, ".eE");
	if (next_is(reader, ".") && !read_fraction(reader))
		return false;
	if (next_is(reader, "eE") && !read_exponent(reader))
		return false;
	if (!read_end(reader, NOT_OF_NUMBER))
		return false;
	return is_float ? to_float(reader, value) : to_integer(reader, 10, value);
}

static bool read_number(struct reader *reader, struct toml_value *value)
{
	size_t len = (size_t)(reader->end - reader->at);
	size_t sign = next_is(reader, "+-");

	if (len == sign + 3 &&
	    (memcmp(reader->at + sign, "inf", 3) == 0 || memcmp(reader->at + sign, "nan", 3) == 0))
		return read_special(reader, value);
	if (len >= 2 && reader->at[0] == '0' && reader->at[1] && strchr("xob", reader->at[1]))
		return read_based(reader, value);
	return read_decimal(reader, value);
}

bool parse_number(struct parser *parser, const char *word, size_t len, struct toml_value *value)
{
	struct reader reader = {
		.at = word,
		.end = word + len,
		.digits = arena_alloc(parser->arena, len + 1),
	};

	if (read_number(&reader, value))
		return true;
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_NUMBER, value->range,
			  arena_copy(&parser->diagnostics->arena, word, len), reader.wrong);
	if (reader.wrong == NOT_OF_NUMBER)
		diagnostic_help(parser->diagnostics,
				"text has quotes, even if it begins with a digit: \"%.*s\"", (int)len, word);
	return false;
}
