/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "terminal.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

void terminal_reset(struct terminal *terminal)
{
	memset(terminal, 0, sizeof *terminal);
}

const char *terminal_text(struct terminal *terminal)
{
	size_t length = 0, end = 0;

	for (unsigned i = 0; i < TERMINAL_COLUMNS; i++) {
		const char *cell = terminal->cells[i][0] ? terminal->cells[i] : " ";

		memcpy(terminal->shown + length, cell, strlen(cell));
		length += strlen(cell);
		if (strcmp(cell, " ") != 0 || i + 1 == terminal->column)
			end = length; /* a blank before the cursor counts */
	}
	terminal->shown[end] = '\0';
	return terminal->shown;
}

static void line_end(struct terminal *terminal)
{
	snprintf(terminal->last, sizeof terminal->last, "%s", terminal_text(terminal));
	memset(terminal->cells, 0, sizeof terminal->cells);
	terminal->column = 0;
	terminal->lines++;
}

/** @return bytes of the sequence at @bytes, which begins with ESC [ */
static size_t control(struct terminal *terminal, const char *bytes)
{
	if (strncmp(bytes, "\033[K", 3) == 0) {
		memset(terminal->cells[terminal->column], 0,
		       (TERMINAL_COLUMNS - terminal->column) * sizeof terminal->cells[0]);
		return 3;
	}
	if (strncmp(bytes, "\033[H", 3) == 0) {
		terminal->column = 0;
		return 3;
	}
	assert(strncmp(bytes, "\033[2J", 4) == 0);
	memset(terminal->cells, 0, sizeof terminal->cells);
	terminal->clears++;
	return 4;
}

static size_t character(struct terminal *terminal, const char *bytes)
{
	unsigned char first = (unsigned char)bytes[0];
	size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

	assert(first < 0x80 || first >= 0xc0); /* never half a character */
	memset(terminal->cells[terminal->column], 0, 5);
	memcpy(terminal->cells[terminal->column++], bytes, length);
	return length;
}

void terminal_write(void *context, const char *bytes, size_t count)
{
	struct terminal *terminal = context;

	for (const char *end = bytes + count; bytes < end;) {
		switch (*bytes) {
		case '\r':
			terminal->column = 0;
			bytes++;
			break;
		case '\n':
			line_end(terminal);
			bytes++;
			break;
		case '\a':
			terminal->beeps++;
			bytes++;
			break;
		case '\033':
			bytes += control(terminal, bytes);
			break;
		default:
			bytes += character(terminal, bytes);
		}
	}
}
