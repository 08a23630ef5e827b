/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Lines entered before, newest last. */
#ifndef SHELL_HISTORY_H
#define SHELL_HISTORY_H

#include <stddef.h>

enum {
	HISTORY_LINES = 32,
	LINE_BYTES_MAX = 256, /* of a line, with its NUL */
};

struct history {
	char lines[HISTORY_LINES][LINE_BYTES_MAX];
	size_t added; /* lines ever added; line i stands at i modulo HISTORY_LINES */
};

/** Remember a line; not one that is empty or the same as the newest. */
void history_add(struct history *history, const char *line);

/** @return lines that are remembered */
size_t history_count(const struct history *history);

/** @param age  0 is the newest; below history_count */
const char *history_line(const struct history *history, size_t age);

#endif
