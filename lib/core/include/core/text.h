/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Formatted text into a buffer of fixed size. What does not fit is cut, and the
 * text always ends in NUL.
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include <stdarg.h>
#include <stddef.h>

/** A text being put together in @room bytes at @at; @length excludes the NUL. */
struct text {
	char *at;
	size_t room, length;
};

/** Begin an empty text in @room (at least 1) bytes at @at. */
struct text text_in(char *at, size_t room);

void text_char(struct text *text, char c);

/**
 * Append as printf does. Understood: %c %s %d %i %u %x %p %%, the sizes l, ll and z,
 * the flags - and 0, and width and precision (of %s) as numbers or as *.
 */
void text_add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_add_list(struct text *text, const char *format, va_list args);

/** The whole of it in one call. @return characters written, without the NUL */
size_t text_print(char *at, size_t room, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
