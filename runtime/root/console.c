/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the root task tells people. Text may come from components, so nothing but
 * printable characters and line ends reaches the terminal.
 */
#include <core/text.h>

#include "root.h"

enum { LINE_BYTES = 256, TEXT_CHUNK_BYTES = 128 };

static char printable(char c)
{
	if (c >= ' ' && c <= '~')
		return c;
	return (char)(c == '\n' || c == '\t' ? c : '?');
}

void console_text(struct root *root, const char *text, size_t bytes)
{
	char clean[TEXT_CHUNK_BYTES];

	while (root->console.open && bytes) {
		size_t count = bytes < sizeof clean ? bytes : sizeof clean;

		for (size_t i = 0; i < count; i++)
			clean[i] = printable(text[i]);
		console_write(&root->console.port, clean, count);
		text += count;
		bytes -= count;
	}
}

void console_fresh_line(struct root *root)
{
	if (root->console.owner && !root->console.line_is_ours)
		console_text(root, "\n", 1);
	root->console.line_is_ours = true;
}

static void write_line(struct root *root, const struct text *text)
{
	static const char prefix[] = "[KaaL] ";

	console_fresh_line(root);
	console_text(root, prefix, sizeof prefix - 1);
	console_text(root, text->at, text->length);
	console_text(root, "\n", 1);
}

void say(struct root *root, const char *format, ...)
{
	char line[LINE_BYTES];
	struct text text = text_in(line, sizeof line);
	va_list args;

	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	write_line(root, &text);
}

void say_about(struct root *root, const char *name, const char *format, ...)
{
	char line[LINE_BYTES];
	struct text text = text_in(line, sizeof line);
	va_list args;

	text_add(&text, "%-10s ", name);
	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	write_line(root, &text);
}
