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
	bool newline_seen;       /* since the last line was typed: what stands before it is an echo */
	bool return_ends_prompt; /* the last byte is a carriage return behind a prompt */
	bool prompt_left;        /* since then: somebody else's line went past a prompt that still waits */
	char tail[CONSOLE_TAIL_BYTES];
	size_t tail_len;
};

/** Start with nothing printed; @prompt is borrowed. */
void console_init(struct console *console, const char *prompt);

/** Take in @len bytes of output. */
void console_feed(struct console *console, const char *bytes, size_t len);

/** A whole line was typed: what follows up to its newline is echo and no prompt. */
void console_line_typed(struct console *console);

/** Has a prompt been printed that waits still, whatever others have printed since? */
bool console_prompt_waits(const struct console *console);

/** Is a line just complete, and @text what stands before its end? */
bool console_line_ended(const struct console *console, const char *text);

/** Copy at most @lines of the last lines into @text, a string. */
void console_copy_tail(const struct console *console, int lines, char *text, size_t size);

#endif
