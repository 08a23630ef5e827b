/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* lib/core's memory and string functions against the host's. */
#include <stdint.h>

#include "tap.h"

void *core_memcpy(void *restrict to, const void *restrict from, size_t bytes);
void *core_memmove(void *to, const void *from, size_t bytes);
void *core_memset(void *to, int value, size_t bytes);
int core_memcmp(const void *a, const void *b, size_t bytes);
void *core_memchr(const void *at, int value, size_t bytes);
size_t core_strlen(const char *text);
size_t core_strnlen(const char *text, size_t limit);
int core_strcmp(const char *a, const char *b);
int core_strncmp(const char *a, const char *b, size_t limit);
char *core_strchr(const char *text, int c);
char *core_strrchr(const char *text, int c);

enum { ROOM = 64, LONGEST = 40 };

static void fill(unsigned char bytes[ROOM], unsigned seed)
{
	for (unsigned i = 0; i < ROOM; i++)
		bytes[i] = (unsigned char)(i * 7 + seed);
}

static void copies_and_sets_exactly(void)
{
	unsigned char ours[ROOM], theirs[ROOM], from[ROOM];

	fill(from, 1);
	for (size_t at = 0; at < 9; at++)
		for (size_t bytes = 0; bytes <= LONGEST; bytes++) {
			fill(ours, 2);
			fill(theirs, 2);
			CHECK(core_memcpy(ours + at, from + 3, bytes) == ours + at);
			memcpy(theirs + at, from + 3, bytes);
			CHECK(memcmp(ours, theirs, ROOM) == 0);
			core_memset(ours + at, 0x1a5, bytes);
			memset(theirs + at, 0xa5, bytes);
			CHECK(memcmp(ours, theirs, ROOM) == 0);
		}
}

static void moves_either_way(void)
{
	unsigned char ours[ROOM], theirs[ROOM];

	for (size_t to = 0; to < 20; to++)
		for (size_t bytes = 0; bytes <= LONGEST; bytes++) {
			fill(ours, 3);
			fill(theirs, 3);
			CHECK(core_memmove(ours + to, ours + 10, bytes) == ours + to);
			memmove(theirs + to, theirs + 10, bytes);
			CHECK(memcmp(ours, theirs, ROOM) == 0);
		}
}

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

static void compares_as_unsigned_bytes(void)
{
	static const char *const words[] = { "", "a", "ab", "abc", "abd", "\xff", "a\x80" };

	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		for (unsigned j = 0; j < sizeof words / sizeof *words; j++) {
			const char *a = words[i], *b = words[j];

			CHECK_EQ(sign(core_strcmp(a, b)), sign(strcmp(a, b)));
			CHECK_EQ(sign(core_strncmp(a, b, 2)), sign(strncmp(a, b, 2)));
			CHECK_EQ(sign(core_memcmp(a, b, 1)), sign(memcmp(a, b, 1)));
		}
}

static void measures_and_finds(void)
{
	const char *text = "component";

	CHECK_EQ(core_strlen(text), 9);
	CHECK_EQ(core_strnlen(text, 4), 4);
	CHECK_EQ(core_strnlen(text, 40), 9);
	CHECK(core_strchr(text, 'p') == text + 3);
	CHECK(core_strchr(text, 'x') == NULL);
	CHECK(core_strchr(text, 0) == text + 9);
	CHECK(core_strrchr(text, 'n') == text + 7);
	CHECK(core_strrchr(text, 'c') == text);
	CHECK(core_strrchr(text, 'x') == NULL);
	CHECK(core_strrchr(text, 0) == text + 9);
	CHECK(core_memchr(text, 'n', 10) == text + 5);
	CHECK(core_memchr(text, 'n', 5) == NULL);
	CHECK(core_memchr("a\xff", 0x1ff, 2) != NULL);
}

TAP_MAIN(TAP(copies_and_sets_exactly), TAP(moves_either_way), TAP(compares_as_unsigned_bytes),
	 TAP(measures_and_finds))
