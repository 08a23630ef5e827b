/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <limits.h>
#include <stdint.h>

#include <core/crc32.h>
#include <core/text.h>

#include "tap.h"

/* The host's own printf says what is right. */
#define SAME_AS_PRINTF(...)                                                 \
	do {                                                                \
		char ours[128], theirs[128];                                \
		size_t length = text_print(ours, sizeof ours, __VA_ARGS__); \
		snprintf(theirs, sizeof theirs, __VA_ARGS__);               \
		CHECK_STR(ours, theirs);                                    \
		CHECK_EQ(length, strlen(theirs));                           \
	} while (0)

static void formats_as_printf_does(void)
{
	SAME_AS_PRINTF("plain 100%%");
	SAME_AS_PRINTF("%d %i %d", 0, -1, INT_MIN);
	SAME_AS_PRINTF("%u %x %lu %lx", UINT_MAX, UINT_MAX, ULONG_MAX, ULONG_MAX);
	SAME_AS_PRINTF("%ld %lld %zu", LONG_MIN, LLONG_MIN, SIZE_MAX);
	SAME_AS_PRINTF("[%5d] [%-5d] [%05d] [%5d] [%-5u]", 42, 42, -42, -42, 7u);
	SAME_AS_PRINTF("[%016lx] [%8x] [%-8x]", 0x1234abcdul, 0xbeefu, 0xbeefu);
	SAME_AS_PRINTF("[%s] [%10s] [%-10s] [%.2s] [%*s] [%.*s]", "abc", "abc", "abc", "abc", 6, "abc", 1,
		       "abc");
	SAME_AS_PRINTF("[%c] [%3c] [%p]", 'x', 'y', (void *)0x1234);
}

static void cuts_what_does_not_fit(void)
{
	char line[8];

	CHECK_EQ(text_print(line, sizeof line, "%s", "0123456789"), 7);
	CHECK_STR(line, "0123456");
	CHECK_EQ(text_print(line, 1, "abc"), 0);
	CHECK_STR(line, "");
}

static void sums_as_the_standard_does(void)
{
	const char *text = "123456789";

	CHECK_EQ(crc32(0, text, 9), 0xcbf43926);
	CHECK_EQ(crc32(0, "", 0), 0);
	for (size_t split = 0; split <= 9; split++)
		CHECK_EQ(crc32(crc32(0, text, split), text + split, 9 - split), 0xcbf43926);
}

TAP_MAIN(TAP(formats_as_printf_does), TAP(cuts_what_does_not_fit), TAP(sums_as_the_standard_does))
