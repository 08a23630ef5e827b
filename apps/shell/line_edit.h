/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Editing one line on a terminal (ECMA-48 control sequences), byte by byte as typed:
 * cursor keys, Home, End, Delete, history, Ctrl-A B C D E F H K L N P U W. Text is
 * UTF-8 and is cut between characters only. No I/O but through @write.
 */
#ifndef SHELL_LINE_EDIT_H
#define SHELL_LINE_EDIT_H

#include <stddef.h>
#include <stdint.h>

#include "history.h"
#include "utf8.h"

enum line_result {
	LINE_MORE,      /* not complete yet */
	LINE_DONE,      /* Enter: the line is in @text */
	LINE_CANCELLED, /* Ctrl-C: the line is gone */
	LINE_END,       /* Ctrl-D on an empty line */
};

struct line_edit {
	/* where output goes; set by line_edit_init */
	void (*write)(void *context, const char *bytes, size_t count);
	void *context;
	const char *prompt;

	char text[LINE_BYTES_MAX]; /* NUL-terminated */
	size_t length, cursor;     /* bytes */

	struct history history;
	size_t recalled;             /* 0: the line is new; n: it came from history_line(n - 1) */
	char unsent[LINE_BYTES_MAX]; /* the new line, while a recalled one is shown */

	enum { KEY_PLAIN, KEY_ESCAPE, KEY_CONTROL, KEY_SINGLE_SHIFT } key; /* within which sequence */
	unsigned int parameter;                                            /* of a control sequence */
	uint8_t previous;                                                  /* byte */
	struct utf8_decoder decoder;
};

/**
 * @param write    called with output for the terminal; @context is handed to it
 * @param prompt   shown before every line, borrowed
 */
void line_edit_init(struct line_edit *edit, void (*write)(void *context, const char *bytes, size_t count),
		    void *context, const char *prompt);

/** Begin a new line: show the prompt. */
void line_edit_begin(struct line_edit *edit);

/** Take one byte typed. After anything but LINE_MORE, line_edit_begin comes next. */
enum line_result line_edit_feed(struct line_edit *edit, uint8_t byte);

#endif
