/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "console.h"

#include <string.h>

void console_init(struct console *console, const char *prompt)
{
	*console = (struct console){ .prompt = prompt, .newline_seen = true };
}

static void tail_append(struct console *console, char byte)
{
	if (console->tail_len == CONSOLE_TAIL_BYTES) {
		console->tail_len /= 2;
		memmove(console->tail, console->tail + console->tail_len, console->tail_len);
	}
	console->tail[console->tail_len++] = byte;
}

static bool line_is_prompt(const struct console *console)
{
	size_t len = strlen(console->prompt);

	return console->newline_seen && console->line_len == len &&
	       memcmp(console->line, console->prompt, len) == 0;
}

static void line_append(struct console *console, char byte)
{
	bool at_prompt = console->return_ends_prompt || line_is_prompt(console);

	console->return_ends_prompt = byte == '\r' && at_prompt;
	if (byte == '\n' || byte == '\r') {
		console->line_len = 0;
		console->newline_seen |= byte == '\n';
		console->prompt_left |= byte == '\n' && at_prompt;
	} else if (console->line_len < CONSOLE_LINE_BYTES) {
		console->line[console->line_len++] = byte;
	}
}

static void console_feed_byte(struct console *console, char byte)
{
	switch (console->state) {
	case ESCAPE:
		console->state = byte == '[' ? SEQUENCE : PLAIN;
		return;
	case SEQUENCE:
		if (byte >= '@' && byte <= '~')
			console->state = PLAIN;
		return;
	case PLAIN:
		break;
	}
	if (byte == '\033') {
		console->state = ESCAPE;
		return;
	}
	line_append(console, byte);
	if (byte != '\r')
		tail_append(console, byte);
}

void console_feed(struct console *console, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		console_feed_byte(console, bytes[i]);
}

void console_line_typed(struct console *console)
{
	console->newline_seen = false;
	console->prompt_left = false;
}

bool console_prompt_waits(const struct console *console)
{
	return console->prompt_left || line_is_prompt(console);
}

bool console_line_ended(const struct console *console, const char *text)
{
	size_t len = strlen(text), end = console->tail_len;

	return end > len && console->tail[end - 1] == '\n' &&
	       memcmp(console->tail + end - 1 - len, text, len) == 0;
}

void console_copy_tail(const struct console *console, int lines, char *text, size_t size)
{
	size_t start = console->tail_len;

	while (start > 0 && (console->tail[start - 1] != '\n' || start == console->tail_len || --lines > 0))
		start--;
	size_t len = console->tail_len - start < size - 1 ? console->tail_len - start : size - 1;
	memcpy(text, console->tail + console->tail_len - len, len);
	text[len] = '\0';
}
