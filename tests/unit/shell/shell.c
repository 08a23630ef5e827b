/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The shell's parts: line editing against a terminal, UTF-8, suggestions. */
#include <stdlib.h>

#include "line_edit.h"
#include "suggest.h"
#include "tap.h"
#include "terminal.h"

#define LEFT  "\033[D"
#define RIGHT "\033[C"
#define UP    "\033[A"
#define DOWN  "\033[B"

static struct terminal terminal;
static struct line_edit edit;

static void begin(void)
{
	terminal_reset(&terminal);
	line_edit_init(&edit, terminal_write, &terminal, "$ ");
	line_edit_begin(&edit);
}

/** Type a text. @return what its last byte led to; a complete line begins the next */
static enum line_result type(const char *text)
{
	enum line_result result = LINE_MORE;

	for (; *text; text++) {
		if (result != LINE_MORE)
			line_edit_begin(&edit);
		result = line_edit_feed(&edit, (uint8_t)*text);
	}
	return result;
}

/** The screen shows the prompt and @want, with the cursor at @column of it. */
static void check_shown(const char *want, unsigned column)
{
	char line[512];

	snprintf(line, sizeof line, "$ %s", want);
	CHECK_STR(terminal_text(&terminal), line);
	CHECK_EQ(terminal.column, column + 2);
}

static void typed_text_is_shown_and_returned(void)
{
	begin();
	CHECK_EQ(type("help"), LINE_MORE);
	check_shown("help", 4);
	CHECK_EQ(type("\r"), LINE_DONE);
	CHECK_STR(edit.text, "help");
	CHECK_STR(terminal.last, "$ help");
}

static void cr_lf_is_one_line_end(void)
{
	begin();
	CHECK_EQ(type("a\r"), LINE_DONE);
	line_edit_begin(&edit);
	CHECK_EQ(type("\n"), LINE_MORE);
	CHECK_EQ(type("b\n"), LINE_DONE);
	CHECK_STR(edit.text, "b");
	line_edit_begin(&edit);
	CHECK_EQ(type("\n"), LINE_DONE);
	CHECK_STR(edit.text, "");
	CHECK_EQ(terminal.lines, 3);
}

static void insertion_in_the_middle(void)
{
	begin();
	type("hlp" LEFT LEFT "e");
	check_shown("help", 2);
	type(RIGHT RIGHT RIGHT RIGHT "!");
	check_shown("help!", 5);
	type("\033[H>\033[F<");
	check_shown(">help!<", 7);
}

static void ends_of_the_line(void)
{
	const char *const homes[] = { "\001", "\033[H", "\033OH", "\033[1~", "\033[7~" };
	const char *const ends[] = { "\005", "\033[F", "\033OF", "\033[4~", "\033[8~" };

	for (unsigned i = 0; i < 5; i++) {
		begin();
		type("abc");
		type(homes[i]);
		check_shown("abc", 0);
		type(ends[i]);
		check_shown("abc", 3);
	}
}

static void backspace_and_delete(void)
{
	begin();
	type("abcd\177\b");
	check_shown("ab", 2);
	type("\001\033[3~");
	check_shown("b", 0);
	type("\177"); /* nothing before the cursor */
	check_shown("b", 0);
	CHECK_EQ(type("\004"), LINE_MORE); /* not empty: deletes */
	check_shown("", 0);
	CHECK_EQ(type("\004"), LINE_END);
}

static void killing(void)
{
	begin();
	type("one two  three" LEFT LEFT "\013");
	check_shown("one two  thr", 12);
	type("\027");
	check_shown("one two  ", 9);
	type("\027");
	check_shown("one ", 4);
	type("x" LEFT "\025");
	check_shown("x", 0);
}

static void cancelling(void)
{
	begin();
	CHECK_EQ(type("never mind\003"), LINE_CANCELLED);
	line_edit_begin(&edit);
	check_shown("", 0);
	CHECK_STR(terminal.last, "$ never mind^C");
	CHECK_EQ(history_count(&edit.history), 0);
}

static void clearing_the_screen_keeps_the_line(void)
{
	begin();
	type("abc" LEFT "\014");
	CHECK_EQ(terminal.clears, 1);
	check_shown("abc", 2);
}

static void history_goes_back_and_forth(void)
{
	begin();
	type("one\rtwo\r");
	line_edit_begin(&edit);
	type("thr" UP);
	check_shown("two", 3);
	type(UP);
	check_shown("one", 3);
	type(UP); /* there is no older one */
	CHECK_EQ(terminal.beeps, 1);
	type(DOWN DOWN);
	check_shown("thr", 3); /* what was being typed is back */
	type(DOWN);
	CHECK_EQ(terminal.beeps, 2);
	type("\020\020X\r");
	CHECK_STR(edit.text, "oneX");
	line_edit_begin(&edit);
	type(UP UP UP);
	check_shown("one", 3); /* editing a recalled line left the old one alone */
}

static void history_skips_repeats_and_blanks(void)
{
	begin();
	type("a\ra\r\r\ra\r");
	CHECK_EQ(history_count(&edit.history), 1);
}

static void history_forgets_the_oldest(void)
{
	char line[8];

	begin();
	for (unsigned i = 0; i < 3 * HISTORY_LINES; i++) {
		snprintf(line, sizeof line, "%u\r", i);
		type(line);
		line_edit_begin(&edit);
	}
	CHECK_EQ(history_count(&edit.history), HISTORY_LINES);
	CHECK_STR(history_line(&edit.history, 0), "95");
	CHECK_STR(history_line(&edit.history, HISTORY_LINES - 1), "64");
}

static void utf8_is_cut_between_characters(void)
{
	begin();
	type("aä€𝄞z" LEFT LEFT "\177");
	check_shown("aä𝄞z", 2);
	CHECK_STR(edit.text, "aä𝄞z");
	type("\033[3~" LEFT "ö");
	check_shown("aöäz", 2);
}

static void broken_utf8_is_dropped(void)
{
	begin();
	type("a\xc3z\x80\xff\xed\xa0\x80\xc0\xaf\xf5q\xe2\x82x");
	CHECK_STR(edit.text, "azqx");
	check_shown("azqx", 4);
}

static void unknown_keys_do_nothing(void)
{
	begin();
	type("ab\033[5~\033[15~\033[1;5C\033[Z\033OP\033x\t\002c\033[200~");
	check_shown("acb", 2);
}

static void a_line_that_is_too_long_beeps(void)
{
	begin();
	for (unsigned i = 0; i < LINE_BYTES_MAX + 20; i++)
		line_edit_feed(&edit, 'x');
	CHECK_EQ(edit.length, LINE_BYTES_MAX - 1);
	CHECK_EQ(terminal.beeps, 21);
	type("\177\177ä"); /* two bytes fit again */
	CHECK_EQ(edit.length, LINE_BYTES_MAX - 1);
}

/** Whatever is typed: the state stays sound, and the screen shows it. */
static void random_keys(void)
{
	static const char *const keys[] = { "a",  "b",    " ",    "ä",    "€",    LEFT,     RIGHT,
					    UP,   DOWN,   "\177", "\004", "\001", "\005",   "\013",
					    "\r", "\027", "\025", "\003", "\033", "\033[3~" };

	begin();
	srand(2);
	for (unsigned i = 0; i < 200000; i++) {
		if (type(keys[(unsigned)rand() % (sizeof keys / sizeof keys[0])]) != LINE_MORE)
			line_edit_begin(&edit);
		CHECK(edit.cursor <= edit.length && edit.length < LINE_BYTES_MAX);
		CHECK_EQ(strlen(edit.text), edit.length);
		CHECK(((uint8_t)edit.text[edit.cursor] & 0xc0) != 0x80);
		if (i % 16 == 0) {
			char want[LINE_BYTES_MAX + 2];
			unsigned columns = 0;

			for (size_t at = 0; at < edit.cursor; at++)
				columns += ((uint8_t)edit.text[at] & 0xc0) != 0x80;
			CHECK_EQ(terminal.column, columns + 2);
			snprintf(want, sizeof want, "$ %s", edit.text);
			CHECK(strncmp(terminal_text(&terminal), want, strlen(terminal_text(&terminal))) == 0);
		}
	}
}

static void distances(void)
{
	CHECK_EQ(word_distance("ps", "ps"), 0);
	CHECK_EQ(word_distance("pss", "ps"), 1);
	CHECK_EQ(word_distance("hlep", "help"), 1);
	CHECK_EQ(word_distance("exho", "echo"), 1);
	CHECK_EQ(word_distance("", "help"), 4);
	CHECK_EQ(word_distance("poweroff", "reboot"), 6);
	CHECK_EQ(word_distance("a word that is longer than they get", "a word that is longer than they get"),
		 0);
	CHECK_EQ(word_distance("a word that is longer than they get", "x"), 32);
}

TAP_MAIN(TAP(typed_text_is_shown_and_returned), TAP(cr_lf_is_one_line_end), TAP(insertion_in_the_middle),
	 TAP(ends_of_the_line), TAP(backspace_and_delete), TAP(killing), TAP(cancelling),
	 TAP(clearing_the_screen_keeps_the_line), TAP(history_goes_back_and_forth),
	 TAP(history_skips_repeats_and_blanks), TAP(history_forgets_the_oldest),
	 TAP(utf8_is_cut_between_characters), TAP(broken_utf8_is_dropped), TAP(unknown_keys_do_nothing),
	 TAP(a_line_that_is_too_long_beeps), TAP(random_keys), TAP(distances))
