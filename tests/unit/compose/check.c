/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Counting lines. What `check` finds wrong is shown by tests/compose/err/. */
#include "check/lines.h"

#include "tap.h"

static uint64_t count(const char *text)
{
	return lines_count((struct bytes){ (const uint8_t *)text, strlen(text) });
}

static void blank_lines_and_comments_do_not_count(void)
{
	CHECK_EQ(count(""), 0);
	CHECK_EQ(count("\n \t\n\r\n"), 0);
	CHECK_EQ(count("int a;\n\nint b;"), 2);
	CHECK_EQ(count("// a comment\n/* one\n more\n*/\n"), 0);
	CHECK_EQ(count("/* before */ int a; /* behind\n*/ int b;\n"), 2);
	CHECK_EQ(count("{\n}\n"), 2);
}

static void quotes_hide_comments(void)
{
	CHECK_EQ(count("char *a = \"/*\";\nint b;\nchar *c = \"*/\";\n"), 3);
	CHECK_EQ(count("char a = '\"';\n// \"\nint b;\n"), 2);
	CHECK_EQ(count("char *a = \"\\\"/*\";\nint b;\n"), 2);
}

static void a_unit_is_found_by_its_whole_name(void)
{
	static const char table[] =
		"kernel 5445 91\ncomponent/serial 433 8 shared/kit shared/bus\ncomponent/serial-x 7 1\n";
	struct arena arena = { NULL };
	const struct bytes bytes = { (const uint8_t *)table, sizeof table - 1 };
	struct lines lines;

	CHECK(lines_find(&arena, bytes, "component/serial", &lines));
	CHECK_EQ(lines.lines, 433);
	CHECK_EQ(lines.files, 8);
	CHECK_STR(lines.shared, " shared/kit shared/bus");
	CHECK(lines_find(&arena, bytes, "kernel", &lines));
	CHECK_STR(lines.shared, "");
	CHECK(!lines_find(&arena, bytes, "component", &lines));
	CHECK(!lines_find(&arena, bytes, "serial", &lines));
	arena_release(&arena);
}

TAP_MAIN(TAP(blank_lines_and_comments_do_not_count), TAP(quotes_hide_comments),
	 TAP(a_unit_is_found_by_its_whole_name))
