/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Dates and times: RFC 3339, whole or a part of it. */
#include <string.h>

#include "toml/parser.h"

struct reader {
	const char *at, *end;
	const char *wrong;
};

static bool refuse(struct reader *reader, const char *wrong)
{
	reader->wrong = wrong;
	return false;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool accept_byte(struct reader *reader, const char *set)
{
	if (reader->at == reader->end || !*reader->at || !strchr(set, *reader->at))
		return false;
	reader->at++;
	return true;
}

static bool read_separator(struct reader *reader, const char *separator, const char *wrong)
{
	return accept_byte(reader, separator) || refuse(reader, wrong);
}

/** So many digits, and a value from @least to @most. */
static bool read_field(struct reader *reader, int digits, unsigned int least, unsigned int most,
		       const char *wrong, unsigned int *value)
{
	*value = 0;
	for (int i = 0; i < digits; i++) {
		if (reader->at == reader->end || !is_digit(*reader->at))
			return refuse(reader, wrong);
		*value = *value * 10 + (unsigned int)(*reader->at++ - '0');
	}
	return (*value >= least && *value <= most) || refuse(reader, wrong);
}

static unsigned int days_of(unsigned int year, unsigned int month)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && is_leap);
}

static bool read_date(struct reader *reader, struct toml_datetime *datetime)
{
	unsigned int year, month, day;

	if (!read_field(reader, 4, 0, 9999, "a year has four digits", &year) ||
	    !read_separator(reader, "-", "a date is written 2026-01-31") ||
	    !read_field(reader, 2, 1, 12, "a month goes from 01 to 12", &month) ||
	    !read_separator(reader, "-", "a date is written 2026-01-31") ||
	    !read_field(reader, 2, 1, days_of(year, month),
			"this month has no such day; a day has two digits", &day))
		return false;
	datetime->year = (uint16_t)year;
	datetime->month = (uint8_t)month;
	datetime->day = (uint8_t)day;
	return true;
}

static bool read_fraction(struct reader *reader, struct toml_datetime *datetime)
{
	uint32_t unit = 100000000;

	if (!accept_byte(reader, "."))
		return true;
	if (reader->at == reader->end || !is_digit(*reader->at))
		return refuse(reader, "a digit is missing after the point");
	for (; reader->at < reader->end && is_digit(*reader->at); reader->at++, unit /= 10)
		datetime->nanosecond += unit * (uint32_t)(*reader->at - '0');
	return true;
}

static bool read_time(struct reader *reader, struct toml_datetime *datetime)
{
	unsigned int hour, minute, second;

	if (!read_field(reader, 2, 0, 23, "an hour goes from 00 to 23", &hour) ||
	    !read_separator(reader, ":", "a time is written 23:59:00") ||
	    !read_field(reader, 2, 0, 59, "a minute goes from 00 to 59", &minute) ||
	    !read_separator(reader, ":", "a time is written 23:59:00, with its seconds") ||
	    !read_field(reader, 2, 0, 60, "a second goes from 00 to 59, and 60 for a leap second", &second))
		return false;
	datetime->hour = (uint8_t)hour;
	datetime->minute = (uint8_t)minute;
	datetime->second = (uint8_t)second;
	return read_fraction(reader, datetime);
}

static bool read_offset(struct reader *reader, struct toml_datetime *datetime)
{
	unsigned int hours, minutes;
	int sign = *reader->at == '-' ? -1 : 1;

	if (accept_byte(reader, "zZ"))
		return true;
	if (!read_separator(reader, "+-", "after the time only Z or an offset such as +02:00 can follow") ||
	    !read_field(reader, 2, 0, 23, "the hours of an offset go from 00 to 23", &hours) ||
	    !read_separator(reader, ":", "an offset is written +02:00") ||
	    !read_field(reader, 2, 0, 59, "the minutes of an offset go from 00 to 59", &minutes))
		return false;
	datetime->offset_minutes = (int16_t)(sign * (int)(hours * 60 + minutes));
	return true;
}

static bool read_end(struct reader *reader)
{
	return reader->at == reader->end ||
	       refuse(reader, "something follows that belongs to no date or time");
}

static bool read_whole(struct reader *reader, struct toml_value *value)
{
	struct toml_datetime *datetime = &value->datetime;

	*datetime = (struct toml_datetime){ 0 };
	value->type = TOML_LOCAL_TIME;
	if (reader->at[2] == ':')
		return read_time(reader, datetime) && read_end(reader);
	value->type = TOML_LOCAL_DATE;
	if (!read_date(reader, datetime))
		return false;
	if (reader->at == reader->end)
		return true;
	value->type = TOML_LOCAL_DATETIME;
	if (!read_separator(reader, "Tt ", "between date and time stands a T or one blank") ||
	    !read_time(reader, datetime))
		return false;
	if (reader->at == reader->end)
		return true;
	value->type = TOML_OFFSET_DATETIME;
	return read_offset(reader, datetime) && read_end(reader);
}

bool is_datetime(const char *word, size_t len)
{
	size_t digits = 0;

	while (digits < len && is_digit(word[digits]))
		digits++;
	return digits < len && ((digits == 4 && word[4] == '-') || (digits == 2 && word[2] == ':'));
}

bool parse_datetime(struct parser *parser, const char *word, size_t len, struct toml_value *value)
{
	struct reader reader = { .at = word, .end = word + len };

	if (read_whole(&reader, value))
		return true;
	diagnostic_report(parser->diagnostics, MESSAGE_TOML_DATETIME, value->range,
			  arena_copy(&parser->diagnostics->arena, word, len), reader.wrong);
	return false;
}
