/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where keys, values and mistakes stand. What a document means is compared by tests/compose/toml_oracle.py. */
#include <stdlib.h>

#include "diagnostic/report.h"
#include "tap.h"
#include "toml/toml.h"

static struct arena arena;
static struct diagnostics diagnostics;

static const struct toml_table *parse(const char *text)
{
	arena_release(&arena);
	diagnostics_release(&diagnostics);
	return toml_parse(source_of_text(&arena, "test.toml", text, strlen(text)), &arena, &diagnostics);
}

static const struct toml_entry *find(const struct toml_table *table, const char *key)
{
	const struct toml_entry *entry = table ? toml_find(table, key) : NULL;

	CHECK(entry);
	return entry;
}

/** The range has this text, and begins there. */
static void check_range(struct source_range range, const char *text, unsigned int line, unsigned int column)
{
	struct source_position position = source_position_of(range);

	CHECK_STR(arena_copy(&arena, range.source->text + range.offset, range.bytes), text);
	CHECK_EQ(position.line, line);
	CHECK_EQ(position.column, column);
}

static void values_have_places(void)
{
	const struct toml_table *root =
		parse("a = 1\n  b\t=  \"\\u00e4\" # c\n\nc = [ 1,\n  2.5 ]\nd = 1979-05-27 07:32:00\n");

	check_range(find(root, "a")->key_range, "a", 1, 1);
	check_range(find(root, "a")->value.range, "1", 1, 5);
	check_range(find(root, "b")->key_range, "b", 2, 3);
	check_range(find(root, "b")->value.range, "\"\\u00e4\"", 2, 8);
	check_range(find(root, "c")->value.range, "[ 1,\n  2.5 ]", 4, 5);
	check_range(find(root, "c")->value.array.items[1].range, "2.5", 5, 3);
	check_range(find(root, "d")->value.range, "1979-05-27 07:32:00", 6, 5);
}

static void columns_count_characters(void)
{
	const struct toml_table *root = parse("\"ä😀\" = 'ß' # x\r\n\"日本\".b = 2\r\n");

	check_range(find(root, "ä😀")->value.range, "'ß'", 1, 8);
	check_range(find(root, "日本")->key_range, "\"日本\"", 2, 1);
	check_range(find(find(root, "日本")->value.table, "b")->value.range, "2", 2, 10);
}

static void a_byte_order_mark_takes_no_column(void)
{
	const struct toml_table *root = parse("\xef\xbb\xbf"
					      "a = 1\nb = 2\n");

	check_range(find(root, "a")->key_range, "a", 1, 1);
	check_range(find(root, "a")->value.range, "1", 1, 5);
	check_range(find(root, "b")->key_range, "b", 2, 1);
}

static void tables_have_places(void)
{
	const struct toml_table *root = parse("[a.b]\nx = 1\n[ a ]\n[[c]]\n[[c]]\ny.z = { w = 1 }\n");
	const struct toml_table *second;

	check_range(find(root, "a")->value.range, "[ a ]", 3, 1);
	check_range(find(root, "a")->key_range, "a", 3, 3);
	check_range(find(find(root, "a")->value.table, "b")->value.range, "[a.b]", 1, 1);
	check_range(find(root, "c")->value.array.items[1].range, "[[c]]", 5, 1);
	second = find(root, "c")->value.array.items[1].table;
	check_range(find(second, "y")->value.range, "y", 6, 1);
	check_range(find(find(second, "y")->value.table, "z")->value.range, "{ w = 1 }", 6, 7);
}

static void order_is_kept(void)
{
	const struct toml_table *root = parse("z = 1\na = 2\nm = 3\n");

	CHECK_EQ(root->count, 3);
	CHECK_STR(root->first->key.bytes, "z");
	CHECK_STR(root->first->next->key.bytes, "a");
	CHECK_STR(root->last->key.bytes, "m");
}

static void many_keys_are_found(void)
{
	char text[8 * 1000 + 1] = "";
	const struct toml_table *root;

	for (int i = 0; i < 1000; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "k%03d=%d\n", i, i % 10);
	root = parse(text);
	for (int i = 0; i < 1000; i++) {
		char key[8];

		snprintf(key, sizeof(key), "k%03d", i);
		CHECK_EQ(find(root, key)->value.integer, i % 10);
	}
	CHECK(!toml_find(root, "k1000"));
}

static void check_message(const struct diagnostic *diagnostic, const char *id, const char *at,
			  unsigned int line, unsigned int column)
{
	CHECK(diagnostic);
	CHECK_STR(diagnostic->message->id, id);
	check_range(diagnostic->range, at, line, column);
}

static void several_mistakes_are_reported(void)
{
	const struct diagnostic *first;

	CHECK(!parse("a = 01\nb = 2\nb = 3\n[x\ny = 'open\nz = [1, 2\n"));
	CHECK_EQ(diagnostics.errors, 5);
	first = diagnostics.first;
	check_message(first, "E0111", "01", 1, 5);
	check_message(first->next, "E0120", "b", 3, 1);
	check_range(first->next->places->range, "b", 2, 1);
	check_message(first->next->next, "E0118", "\n", 4, 3);
	check_message(first->next->next->next, "E0109", "'open", 5, 5);
	check_message(first->next->next->next->next, "E0113", "[", 6, 5);
}

static void keys_below_a_wrong_header_are_still_checked(void)
{
	CHECK(!parse("a = 1\n[a.b]\nc = 1\nc = 2\n"));
	CHECK_EQ(diagnostics.errors, 2);
	check_message(diagnostics.last, "E0120", "c", 4, 1);
}

static void strings_may_hold_anything(void)
{
	const struct toml_entry *entry = find(parse("a = \"x\\u0000y\"\n"), "a");

	CHECK_EQ(entry->value.string.len, 3);
	CHECK(memcmp(entry->value.string.bytes, "x\0y", 4) == 0);
}

static void dates_are_taken_apart(void)
{
	const struct toml_entry *entry = find(parse("a = 1979-05-27T00:32:00.123456789123-07:30\n"), "a");
	const struct toml_datetime *datetime = &entry->value.datetime;

	CHECK_EQ(entry->value.type, TOML_OFFSET_DATETIME);
	CHECK_EQ(datetime->year, 1979);
	CHECK_EQ(datetime->month, 5);
	CHECK_EQ(datetime->day, 27);
	CHECK_EQ(datetime->hour, 0);
	CHECK_EQ(datetime->minute, 32);
	CHECK_EQ(datetime->second, 0);
	CHECK_EQ(datetime->nanosecond, 123456789);
	CHECK(datetime->offset_minutes == -450);
}

/** Time is linear in the text, or this would not end. */
static void large_documents_are_quick(void)
{
	enum { COUNT = 200000, LINE = 16 };
	char *text = malloc(COUNT * LINE + 1);
	const struct toml_table *root;

	CHECK(text);
	for (size_t i = 0; i < COUNT; i++)
		snprintf(text + i * LINE, LINE + 1, "k%07zu=\"\"\"\"\"\"\n", i);
	arena_release(&arena);
	root = toml_parse(source_of_text(&arena, "large", text, (size_t)COUNT * LINE), &arena, &diagnostics);
	CHECK(root && root->count == COUNT);
	arena_release(&arena);
	free(text);
}

TAP_MAIN(TAP(values_have_places), TAP(columns_count_characters), TAP(a_byte_order_mark_takes_no_column),
	 TAP(tables_have_places), TAP(order_is_kept), TAP(many_keys_are_found),
	 TAP(several_mistakes_are_reported), TAP(keys_below_a_wrong_header_are_still_checked),
	 TAP(strings_may_hold_anything), TAP(dates_are_taken_apart), TAP(large_documents_are_quick))
