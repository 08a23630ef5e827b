/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/string.h>

#include <stdint.h>

/* A word that may stand anywhere and alias anything. */
typedef uint64_t __attribute__((may_alias, aligned(1))) loose_word;

static const uint64_t EVERY_BYTE = 0x0101010101010101;

void *memcpy(void *restrict to, const void *restrict from, size_t bytes)
{
	unsigned char *t = to;
	const unsigned char *f = from;

	for (; bytes >= sizeof(loose_word); bytes -= sizeof(loose_word)) {
		*(loose_word *)t = *(const loose_word *)f;
		t += sizeof(loose_word);
		f += sizeof(loose_word);
	}
	while (bytes--)
		*t++ = *f++;
	return to;
}

void *memmove(void *to, const void *from, size_t bytes)
{
	unsigned char *t = to;
	const unsigned char *f = from;

	if ((uintptr_t)t - (uintptr_t)f >= bytes)
		return memcpy(to, from, bytes);
	while (bytes--)
		t[bytes] = f[bytes];
	return to;
}

void *memset(void *to, int value, size_t bytes)
{
	unsigned char *t = to;
	uint64_t word = (unsigned char)value * EVERY_BYTE;

	for (; bytes >= sizeof(loose_word); bytes -= sizeof(loose_word)) {
		*(loose_word *)t = word;
		t += sizeof(loose_word);
	}
	while (bytes--)
		*t++ = (unsigned char)value;
	return to;
}

int memcmp(const void *a, const void *b, size_t bytes)
{
	const unsigned char *x = a, *y = b;

	for (; bytes; bytes--, x++, y++)
		if (*x != *y)
			return *x - *y;
	return 0;
}
