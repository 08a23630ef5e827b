/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One screen line of a terminal: enough of ECMA-48 to see what the editor's output looks like. */
#ifndef TESTS_TERMINAL_H
#define TESTS_TERMINAL_H

#include <stddef.h>

enum { TERMINAL_COLUMNS = 300 };

struct terminal {
	char cells[TERMINAL_COLUMNS][5]; /* a UTF-8 character each, NUL-terminated; empty: blank */
	unsigned column;
	unsigned lines; /* line ends seen */
	unsigned beeps, clears;
	char shown[TERMINAL_COLUMNS * 4 + 1]; /* by terminal_text */
	char last[TERMINAL_COLUMNS * 4 + 1];  /* the line before the last line end */
};

void terminal_reset(struct terminal *terminal);

/** As line_edit's @write wants it; @context is the terminal. */
void terminal_write(void *context, const char *bytes, size_t count);

/** The line as people see it, without blanks at its end. */
const char *terminal_text(struct terminal *terminal);

#endif
