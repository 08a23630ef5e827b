/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the machine has printed: is it at its prompt, and what were its last lines? */
#ifndef TOOLS_BOOT_CONSOLE_H
#define TOOLS_BOOT_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>

enum {
	CONSOLE_LINE_BYTES = 256,
	CONSOLE_TAIL_BYTES = 4096,
};

struct console {
	const char *prompt;
	char line[CONSOLE_LINE_BYTES]; /* the current line without escape sequences; longer ones are cut */
	size_t line_len;
	enum { PLAIN, ESCAPE, SEQUENCE } state;
	bool newline_seen; /* since the last line was typed: what stands before it is an echo */
	char tail[CONSOLE_TAIL_BYTES];
	size_t tail_len;
};

/** Start with nothing printed; @prompt is borrowed. */
void console_init(struct console *console, const char *prompt);

/** Take in @len bytes of output. */
void console_feed(struct console *console, const char *bytes, size_t len);

/** A whole line was typed: what follows up to its newline is echo and no prompt. */
void console_line_typed(struct console *console);

/** Does the output end in a line that holds the prompt and nothing else? */
bool console_at_prompt(const struct console *console);

/** Is a line just complete, and @text what stands before its end? */
bool console_line_ended(const struct console *console, const char *text);

/** Print at most @lines of the last lines to standard error. */
void console_print_tail(const struct console *console, int lines);

#endif
