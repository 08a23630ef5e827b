/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/text.h>

#include <stdbool.h>
#include <stdint.h>

enum { DIGITS_MAX = 24 };

/* One conversion of a format. */
struct field {
	bool left, zeros;
	int width, precision; /* precision -1: none given */
	int longs;            /* l, ll and z alike: a 64-bit argument */
};

struct text text_in(char *at, size_t room)
{
	at[0] = 0;
	return (struct text){ at, room, 0 };
}

void text_char(struct text *text, char c)
{
	if (text->length + 1 >= text->room)
		return;
	text->at[text->length++] = c;
	text->at[text->length] = 0;
}

static void pad(struct text *text, char c, int count)
{
	while (count-- > 0)
		text_char(text, c);
}

static void add_chars(struct text *text, const struct field *field, const char *chars, int count)
{
	if (!field->left)
		pad(text, ' ', field->width - count);
	for (int i = 0; i < count; i++)
		text_char(text, chars[i]);
	if (field->left)
		pad(text, ' ', field->width - count);
}

static void add_string(struct text *text, const struct field *field, const char *string)
{
	int limit = field->precision < 0 ? INT32_MAX : field->precision;
	int count = 0;

	while (count < limit && string[count])
		count++;
	add_chars(text, field, string, count);
}

static void add_number(struct text *text, const struct field *field, uint64_t value, unsigned base,
		       const char *sign)
{
	struct field rest = *field;
	char digits[DIGITS_MAX];
	int at = DIGITS_MAX;

	do
		digits[--at] = "0123456789abcdef"[value % base];
	while (value /= base);
	if (field->zeros && !field->left) {
		for (; *sign; sign++, rest.width--)
			text_char(text, *sign);
		pad(text, '0', rest.width - (DIGITS_MAX - at));
		rest.width = 0;
	}
	while (*sign)
		digits[--at] = *sign++;
	add_chars(text, &rest, digits + at, DIGITS_MAX - at);
}

static int parse_number(const char **format, va_list *args)
{
	int value = 0;

	if (**format == '*') {
		(*format)++;
		return va_arg(*args, int);
	}
	while (**format >= '0' && **format <= '9')
		value = value * 10 + *(*format)++ - '0';
	return value;
}

static struct field parse_field(const char **format, va_list *args)
{
	struct field field = { .precision = -1 };

	for (;; (*format)++) {
		if (**format == '-')
			field.left = true;
		else if (**format == '0')
			field.zeros = true;
		else
			break;
	}
	field.width = parse_number(format, args);
	if (**format == '.') {
		(*format)++;
		field.precision = parse_number(format, args);
	}
	for (; **format == 'l' || **format == 'z'; (*format)++)
		field.longs = 1;
	return field;
}

static uint64_t unsigned_argument(const struct field *field, va_list *args)
{
	return field->longs ? va_arg(*args, uint64_t) : va_arg(*args, unsigned);
}

static void add_signed(struct text *text, const struct field *field, va_list *args)
{
	int64_t value = field->longs ? va_arg(*args, int64_t) : va_arg(*args, int);

	add_number(text, field, value < 0 ? -(uint64_t)value : (uint64_t)value, 10, value < 0 ? "-" : "");
}

static void add_conversion(struct text *text, const struct field *field, char kind, va_list *args)
{
	char c;

	switch (kind) {
	case 'c':
		c = (char)va_arg(*args, int);
		add_chars(text, field, &c, 1);
		break;
	case 's':
		add_string(text, field, va_arg(*args, const char *));
		break;
	case 'd':
	case 'i':
		add_signed(text, field, args);
		break;
	case 'u':
		add_number(text, field, unsigned_argument(field, args), 10, "");
		break;
	case 'x':
		add_number(text, field, unsigned_argument(field, args), 16, "");
		break;
	case 'p':
		add_number(text, field, (uintptr_t)va_arg(*args, void *), 16, "x0");
		break;
	default:
		text_char(text, kind);
	}
}

void text_add_list(struct text *text, const char *format, va_list args)
{
	va_list rest;

	va_copy(rest, args);
	for (; *format; format++) {
		struct field field;

		if (*format != '%') {
			text_char(text, *format);
			continue;
		}
		format++;
		field = parse_field(&format, &rest);
		if (!*format)
			break;
		add_conversion(text, &field, *format, &rest);
	}
	va_end(rest);
}

void text_add(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	text_add_list(text, format, args);
	va_end(args);
}

size_t text_print(char *at, size_t room, const char *format, ...)
{
	struct text text = text_in(at, room);
	va_list args;

	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	return text.length;
}
