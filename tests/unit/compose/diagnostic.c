/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#define _XOPEN_SOURCE 700 /* pseudo-terminals */
#include <fcntl.h>
#include <stdlib.h>

#include "diagnostic/diagnostic.h"
#include "diagnostic/spelling.h"
#include "source/utf8.h"
#include "tap.h"

static struct arena arena;
static struct diagnostics diagnostics;
static char *printed;

static const struct source *start(const char *text)
{
	arena_release(&arena);
	diagnostics_release(&diagnostics);
	diagnostics.limit = 0;
	return source_of_text(&arena, "a.toml", text, strlen(text));
}

/** What a printer writes, as a string. */
static const char *captured(void (*print)(const struct diagnostics *, FILE *))
{
	size_t bytes;
	FILE *out;

	free(printed);
	out = open_memstream(&printed, &bytes);
	CHECK(out);
	print(&diagnostics, out);
	fclose(out);
	return printed;
}

static void print_plain(const struct diagnostics *all, FILE *out)
{
	diagnostics_print(all, out, false);
}

static void print_coloured(const struct diagnostics *all, FILE *out)
{
	diagnostics_print(all, out, true);
}

static void slips_are_near(void)
{
	CHECK_EQ(spelling_distance("priority", "priority"), 0);
	CHECK_EQ(spelling_distance("prority", "priority"), 1);
	CHECK_EQ(spelling_distance("priorityy", "priority"), 1);
	CHECK_EQ(spelling_distance("priprity", "priority"), 1);
	CHECK_EQ(spelling_distance("pirority", "priority"), 1);
	CHECK_EQ(spelling_distance("Prio_rity", "prio-rity"), 0);
	CHECK_EQ(spelling_distance("", "abc"), 3);
	CHECK_EQ(spelling_distance("abc", ""), 3);
	CHECK_EQ(spelling_distance("ca", "abc"), 3); /* optimal alignment edits no piece twice */
}

static void the_nearest_is_suggested(void)
{
	static const char *const names[] = { "heap", "stack", "slots", "start" };
	char long_word[200];

	CHECK_STR(spelling_nearest("stak", names, 4), "stack");
	CHECK_STR(spelling_nearest("strat", names, 4), "start");
	CHECK_STR(spelling_nearest("HEAP", names, 4), "heap");
	CHECK(!spelling_nearest("colour", names, 4));
	CHECK(!spelling_nearest("", names, 4));
	CHECK(!spelling_nearest("x", names, 4));
	memset(long_word, 'a', sizeof(long_word));
	long_word[sizeof(long_word) - 1] = '\0';
	CHECK(!spelling_nearest(long_word, names, 4));
}

static void messages_show_their_line(void)
{
	const struct source *source = start("x = 1\n\ty = \"ä\" # z\n");

	diagnostic_report(&diagnostics, MESSAGE_UNKNOWN_KEY, source_range_of(source, 7, 8), "y", "[system]");
	diagnostic_help(&diagnostics, "leave it out");
	diagnostic_see(&diagnostics, source_range_of(source, 11, 15), "its value");
	CHECK_STR(captured(print_plain),
		  "a.toml:2:2: error: unknown key `y` in [system] [E0202]\n"
		  "   2 |     y = \"ä\" # z\n"
		  "     |     ^\n"
		  "a.toml:2:6: note: its value\n"
		  "   2 |     y = \"ä\" # z\n"
		  "     |         ^~~\n"
		  "  why: what nobody would read is refused, so that a slip cannot go unnoticed\n"
		  "  help: leave it out\n"
		  "\n"
		  "1 error; `sel4-compose explain E0202` tells more\n");
}

static void messages_come_in_the_order_of_the_text(void)
{
	const struct source *source = start("a b c\n");
	const char *text;

	diagnostic_report(&diagnostics, MESSAGE_EMPTY, source_range_of(source, 4, 5), "c");
	diagnostic_report(&diagnostics, MESSAGE_EMPTY, source_range_of(source, 0, 1), "a");
	diagnostic_report(&diagnostics, MESSAGE_NOT_BUILT_YET, source_range_of(source, 2, 3), "b");
	diagnostic_report(&diagnostics, MESSAGE_EMPTY, SOURCE_NOWHERE, "none");
	text = captured(print_plain);
	CHECK(strstr(text, "`none`") < strstr(text, "`a`"));
	CHECK(strstr(text, "`a`") < strstr(text, "b is not built"));
	CHECK(strstr(text, "b is not built") < strstr(text, "`c`"));
	CHECK(strstr(text, "\n3 errors, 1 warning; "));
	CHECK_EQ(diagnostics.errors, 3);
	CHECK_EQ(diagnostics.warnings, 1);
}

static void the_limit_hides_the_rest(void)
{
	const struct source *source = start("a b c\n");
	const char *text;

	for (unsigned int i = 0; i < 30; i++)
		diagnostic_report(&diagnostics, MESSAGE_EMPTY, source_range_of(source, 0, 1),
				  diagnostic_text(&diagnostics, "number %u", i));
	diagnostics.limit = 2;
	text = captured(print_plain);
	CHECK(strstr(text, "`number 1`"));
	CHECK(!strstr(text, "`number 2`"));
	CHECK(strstr(text, "... and 28 more\n30 errors; "));
}

static void nothing_is_printed_without_messages(void)
{
	start("");
	CHECK_STR(captured(print_plain), "");
}

static void what_controls_a_terminal_is_not_printed(void)
{
	const struct source *source = start("# \033[31m \xc2\x9b \xe2\x80\xae \xff x\n");

	diagnostic_report(&diagnostics, MESSAGE_EMPTY, source_range_of(source, 18, 19), "x");
	CHECK(strstr(captured(print_plain), " | # ?[31m ? ? ? x\n     |                ^\n"));
}

static void long_lines_are_cut_around_the_place(void)
{
	char line[1002];
	const struct source *source;

	memset(line, 'x', 1000);
	strcpy(line + 1000, "\n");
	for (size_t i = 0; i < 4; i++)
		line[500 + i] = "HERE"[i];
	source = start(line);
	diagnostic_report(&diagnostics, MESSAGE_EMPTY, source_range_of(source, 500, 504), "HERE");
	captured(print_plain);
	CHECK(strstr(printed, "   1 | ... xxx"));
	CHECK(strstr(printed, "xxx ...\n"));
	CHECK_EQ(strstr(printed, "HERE\"") == NULL, 1);
	CHECK_EQ(strcspn(strstr(printed, "   1 | "), "\n"), 7 + 4 + 140 + 4);
	CHECK_EQ(strcspn(strstr(printed, "     | ") + 7, "^"), 4 + 60);
}

static void carets_stand_under_wide_characters(void)
{
	const struct source *source = start("\"日本\" = e\xcc\x81x\n");

	diagnostic_report(&diagnostics, MESSAGE_EMPTY, source_range_of(source, 1, 7), "a");
	CHECK(strstr(captured(print_plain), "     |  ^~~~\n"));
	start("");
	source = source_of_text(&arena, "b", "\"日本\" = e\xcc\x81x\n", 16);
	diagnostic_report(&diagnostics, MESSAGE_EMPTY, source_range_of(source, 14, 15), "x");
	CHECK(strstr(captured(print_plain), "     |           ^\n"));
}

static void the_end_of_the_file_is_a_place(void)
{
	const struct source *source = start("a =");

	diagnostic_report(&diagnostics, MESSAGE_EMPTY, source_range_of(source, 3, 3), "a");
	CHECK(strstr(captured(print_plain), "a.toml:1:4: error"));
	CHECK(strstr(printed, "   1 | a =\n     |    ^\n"));
}

static void json_is_for_programs(void)
{
	const struct source *source = start("a = \"\\q\"\n");

	diagnostic_report(&diagnostics, MESSAGE_EMPTY, source_range_of(source, 4, 8), "a\"\n\x01");
	CHECK_STR(captured(diagnostics_print_json),
		  "{\n  \"messages\": [\n"
		  "    {\"id\": \"E0212\", \"name\": \"empty\", \"severity\": \"error\", \"file\": "
		  "\"a.toml\", \"line\": 1, "
		  "\"column\": 5, \"offset\": 4, \"bytes\": 4,\n"
		  "     \"text\": \"`a\\\"\\n\\u0001` is empty\",\n"
		  "     \"why\": null,\n"
		  "     \"help\": [\"write what it is, or leave the line out\"], \"see\": []}\n"
		  "  ],\n  \"errors\": 1,\n  \"warnings\": 0\n}\n");
	start("");
	CHECK_STR(captured(diagnostics_print_json),
		  "{\n  \"messages\": [],\n  \"errors\": 0,\n  \"warnings\": 0\n}\n");
}

static void colours_are_for_terminals(void)
{
	const struct source *source = start("a\n");
	FILE *file = tmpfile();

	CHECK(file && !diagnostics_wants_colour(file));
	fclose(file);
	diagnostic_report(&diagnostics, MESSAGE_EMPTY, source_range_of(source, 0, 1), "a");
	CHECK(!strchr(captured(print_plain), '\033'));
	CHECK(strstr(captured(print_coloured), "\033[1;31merror:\033[0m"));
}

/** The terminal's end of a new pseudo-terminal, as standard output would be one. */
static FILE *open_terminal(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	CHECK(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
	return fopen(ptsname(master), "w");
}

static void people_can_do_without_colours(void)
{
	FILE *terminal = open_terminal();

	CHECK(terminal);
	unsetenv("NO_COLOR");
	setenv("TERM", "xterm", 1);
	CHECK(diagnostics_wants_colour(terminal));
	setenv("TERM", "dumb", 1);
	CHECK(!diagnostics_wants_colour(terminal));
	setenv("TERM", "xterm", 1);
	setenv("NO_COLOR", "1", 1);
	CHECK(!diagnostics_wants_colour(terminal));
	setenv("NO_COLOR", "", 1);
	CHECK(diagnostics_wants_colour(terminal));
	fclose(terminal);
}

static void the_mark_before_the_text_is_not_shown(void)
{
	const struct source *source = start("\xef\xbb\xbf"
					    "ab = 1\n");

	diagnostic_report(&diagnostics, MESSAGE_EMPTY, source_range_of(source, 4, 5), "b");
	CHECK(strstr(captured(print_plain), "a.toml:1:2: error"));
	CHECK(strstr(printed, "   1 | ab = 1\n     |  ^\n"));
}

static void messages_are_found_by_id_and_name(void)
{
	CHECK(message_find("E0202") == message_of(MESSAGE_UNKNOWN_KEY));
	CHECK(message_find("e0202") == message_of(MESSAGE_UNKNOWN_KEY));
	CHECK(message_find("unknown-key") == message_of(MESSAGE_UNKNOWN_KEY));
	CHECK(!message_find("E9999"));
}

static bool ends_in(const char *text, char end)
{
	return text[0] && text[strlen(text) - 1] == end;
}

/** What is wrong, why and what to do are lines; the explanation is sentences. */
static void rows_are_written_alike(void)
{
	for (size_t i = 0; i < MESSAGES_COUNT; i++) {
		const struct message *message = message_of((enum message_id)i);
		bool is_alike = message->text[0] && !ends_in(message->text, '.') &&
				(!message->why || !ends_in(message->why, '.')) &&
				ends_in(message->explanation, '.');

		if (!is_alike)
			printf("# %s\n", message->id);
		CHECK(is_alike);
	}
}

static void characters_are_the_shortest_form(void)
{
	static const uint32_t codes[] = { 0,      0x7f,   0x80,   0x7ff,   0x800,
					  0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff };
	char bytes[4];
	uint32_t code;

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		size_t length = utf8_encode(codes[i], bytes);

		CHECK_EQ(utf8_decode(bytes, length, &code), length);
		CHECK_EQ(code, codes[i]);
		CHECK_EQ(utf8_decode(bytes, length - 1, &code), 0);
	}
	CHECK_EQ(utf8_decode("\xc1\xbf", 2, &code), 0);
	CHECK_EQ(utf8_decode("\xed\xa0\x80", 3, &code), 0);
	CHECK_EQ(utf8_decode("\xf4\x90\x80\x80", 4, &code), 0);
}

TAP_MAIN(TAP(slips_are_near), TAP(the_nearest_is_suggested), TAP(messages_show_their_line),
	 TAP(messages_come_in_the_order_of_the_text), TAP(the_limit_hides_the_rest),
	 TAP(nothing_is_printed_without_messages), TAP(what_controls_a_terminal_is_not_printed),
	 TAP(long_lines_are_cut_around_the_place), TAP(carets_stand_under_wide_characters),
	 TAP(the_end_of_the_file_is_a_place), TAP(json_is_for_programs), TAP(colours_are_for_terminals),
	 TAP(people_can_do_without_colours), TAP(the_mark_before_the_text_is_not_shown),
	 TAP(messages_are_found_by_id_and_name), TAP(rows_are_written_alike),
	 TAP(characters_are_the_shortest_form))
