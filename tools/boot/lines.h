/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Lines to be typed: from standard input, or from a text. */
#ifndef TOOLS_BOOT_LINES_H
#define TOOLS_BOOT_LINES_H

#include <stdbool.h>
#include <stddef.h>

enum { LINES_BYTES = 4096 }; /* longest line */

struct lines {
	const char *text; /* what is left of the text, or NULL: standard input */
	char bytes[LINES_BYTES];
	size_t len;
	bool ended; /* nothing more will come */
};

/** @param text  borrowed, or NULL for standard input */
void lines_init(struct lines *lines, const char *text);

/** Does it want to read standard input now? */
bool lines_want_input(const struct lines *lines);

/** Standard input can be read: take in what there is. */
void lines_take_input(struct lines *lines);

/** @return length of the first line with its newline, in lines->bytes; 0 if none is whole yet */
size_t lines_first(struct lines *lines);

/** Put a line of our own behind the last one. Only when lines_first() found none and the input has ended. */
void lines_add(struct lines *lines, const char *line);

/** The first line, @len bytes, has been typed. */
void lines_drop(struct lines *lines, size_t len);

/** Is there anything but blanks that was not typed? */
bool lines_are_left(const struct lines *lines);

#endif
