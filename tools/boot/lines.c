/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "lines.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void lines_init(struct lines *lines, const char *text)
{
	lines->text = text;
	lines->len = 0;
	lines->ended = false;
}

bool lines_want_input(const struct lines *lines)
{
	return !lines->text && !lines->ended && lines->len < LINES_BYTES;
}

void lines_take_input(struct lines *lines)
{
	ssize_t len = read(STDIN_FILENO, lines->bytes + lines->len, LINES_BYTES - lines->len);

	if (len > 0)
		lines->len += (size_t)len;
	else
		lines->ended = len == 0 || errno != EINTR;
}

static void take_text(struct lines *lines)
{
	size_t room = LINES_BYTES - lines->len;
	size_t len = strlen(lines->text);

	if (len > room)
		len = room;
	memcpy(lines->bytes + lines->len, lines->text, len);
	lines->len += len;
	lines->text += len;
	lines->ended = !*lines->text;
}

size_t lines_first(struct lines *lines)
{
	if (lines->text)
		take_text(lines);
	char *newline = memchr(lines->bytes, '\n', lines->len);

	if (newline)
		return (size_t)(newline - lines->bytes) + 1;
	if (lines->len == LINES_BYTES || (lines->ended && lines->len > 0)) {
		lines->bytes[lines->len - (lines->len == LINES_BYTES)] = '\n';
		lines->len += lines->len < LINES_BYTES;
		return lines->len;
	}
	return 0;
}

void lines_add(struct lines *lines, const char *line)
{
	lines->len = (size_t)snprintf(lines->bytes, LINES_BYTES, "%s\n", line);
}

void lines_drop(struct lines *lines, size_t len)
{
	lines->len -= len;
	memmove(lines->bytes, lines->bytes + len, lines->len);
}

bool lines_are_left(const struct lines *lines)
{
	for (size_t i = 0; i < lines->len; i++)
		if (lines->bytes[i] != '\n' && lines->bytes[i] != ' ')
			return true;
	return lines->text && *lines->text;
}
