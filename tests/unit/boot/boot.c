/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* kaal-boot's parts: where the prompt is in the machine's output, and lines to be typed. */
#include "console.h"
#include "lines.h"
#include "tap.h"

static struct console console;
static struct lines lines;

static void printed(const char *text)
{
	console_feed(&console, text, strlen(text));
}

static void prompt_at_the_end(void)
{
	console_init(&console, "$ ");
	printed("boot\r\n$ ");
	CHECK(console_prompt_waits(&console));
	printed("x");
	CHECK(!console_prompt_waits(&console));
}

static void echo_is_no_prompt(void)
{
	console_init(&console, "$ ");
	printed("boot\r\n$ ");
	console_line_typed(&console);
	CHECK(!console_prompt_waits(&console));
	printed("\r\n");
	CHECK(!console_prompt_waits(&console));
	printed("answer\r\n$ ");
	CHECK(console_prompt_waits(&console));
}

/* A component's line goes past the prompt, and the shell does not print it again. */
static void prompt_left_behind_waits(void)
{
	console_init(&console, "$ ");
	printed("boot\r\n$ \r\n[KaaL] crash faulted\r\nmore");
	CHECK(console_prompt_waits(&console));
	console_line_typed(&console);
	CHECK(!console_prompt_waits(&console));
}

static void sequences_do_not_count(void)
{
	console_init(&console, "$ ");
	printed("\033[1mboot\033[0m\r\n\033[32m$ \033[K");
	CHECK(console_prompt_waits(&console));
}

static void last_lines(void)
{
	char text[16];

	console_init(&console, "$ ");
	printed("one\r\ntwo\r\nthree\r\n");
	console_copy_tail(&console, 2, text, sizeof(text));
	CHECK_STR(text, "two\nthree\n");
	console_copy_tail(&console, 3, text, 8);
	CHECK_STR(text, "\nthree\n");
}

static void lines_of_a_text(void)
{
	lines_init(&lines, "one\ntwo");
	CHECK(!lines_want_input(&lines));
	CHECK_EQ(lines_first(&lines), 4);
	lines_drop(&lines, 4);
	CHECK(lines_are_left(&lines));
	CHECK_EQ(lines_first(&lines), 4);
	CHECK(memcmp(lines.bytes, "two\n", 4) == 0);
	lines_drop(&lines, 4);
	CHECK_EQ(lines_first(&lines), 0);
	CHECK(lines.ended && !lines_are_left(&lines));
	lines_add(&lines, "poweroff");
	CHECK_EQ(lines_first(&lines), 9);
}

static void text_longer_than_the_buffer(void)
{
	static char text[3 * LINES_BYTES];
	size_t count = 0, len;

	memset(text, 'x', sizeof(text) - 1);
	for (size_t i = 99; i < sizeof(text) - 1; i += 100)
		text[i] = '\n';
	lines_init(&lines, text);
	while ((len = lines_first(&lines)) > 0) {
		lines_drop(&lines, len);
		count++;
	}
	CHECK_EQ(count, (sizeof(text) - 1 + 99) / 100);
	CHECK(!lines_are_left(&lines));
}

TAP_MAIN(TAP(prompt_at_the_end), TAP(echo_is_no_prompt), TAP(prompt_left_behind_waits),
	 TAP(sequences_do_not_count), TAP(last_lines), TAP(lines_of_a_text), TAP(text_longer_than_the_buffer))
