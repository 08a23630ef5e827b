/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "source/utf8.h"

bool utf8_is_scalar(uint32_t code)
{
	return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

/** Bytes that a character with this first byte has; 0: none begins so. */
static size_t length_by_first(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first < 0xe0)
		return 2;
	if (first >= 0xe0 && first < 0xf0)
		return 3;
	return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

size_t utf8_decode(const char *bytes, size_t len, uint32_t *code)
{
	static const uint32_t shortest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t length = len ? length_by_first((unsigned char)bytes[0]) : 0;
	uint32_t value;

	if (length == 0 || length > len)
		return 0;
	value = (unsigned char)bytes[0] & (length == 1 ? 0x7fu : 0xffu >> (length + 1));
	for (size_t i = 1; i < length; i++) {
		if (((unsigned char)bytes[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | ((unsigned char)bytes[i] & 0x3f);
	}
	if (value < shortest[length] || !utf8_is_scalar(value))
		return 0;
	*code = value;
	return length;
}

size_t utf8_encode(uint32_t code, char *out)
{
	static const unsigned char marks[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

	for (size_t i = length; i-- > 1; code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3f));
	out[0] = (char)(marks[length] | code);
	return length;
}
