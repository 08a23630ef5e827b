/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/string.h>

void *memchr(const void *at, int value, size_t bytes)
{
	for (const unsigned char *byte = at; bytes; bytes--, byte++)
		if (*byte == (unsigned char)value)
			return (void *)byte;
	return NULL;
}

size_t strlen(const char *text)
{
	size_t n = 0;

	while (text[n])
		n++;
	return n;
}

size_t strnlen(const char *text, size_t limit)
{
	size_t n = 0;

	while (n < limit && text[n])
		n++;
	return n;
}

int strcmp(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char *a, const char *b, size_t limit)
{
	for (; limit; limit--, a++, b++)
		if (*a != *b || !*a)
			return (unsigned char)*a - (unsigned char)*b;
	return 0;
}

char *strchr(const char *text, int c)
{
	for (; *text != (char)c; text++)
		if (!*text)
			return NULL;
	return (char *)text;
}

char *strrchr(const char *text, int c)
{
	const char *last = NULL;

	for (; *text; text++)
		if (*text == (char)c)
			last = text;
	return (char *)((char)c ? last : text);
}
