/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "utf8.h"

static bool is_continuation(uint8_t byte)
{
	return (byte & 0xc0) == 0x80;
}

/** Bytes of the character that begins with @byte; 0: no character does. */
static uint8_t length_of(uint8_t byte)
{
	if (byte < 0x80)
		return 1;
	if (byte >= 0xc2 && byte < 0xe0)
		return 2;
	if (byte >= 0xe0 && byte < 0xf0)
		return 3;
	if (byte >= 0xf0 && byte < 0xf5)
		return 4;
	return 0;
}

/** RFC 3629 section 4: the second byte excludes overlong forms, surrogates and what is beyond U+10FFFF. */
static bool second_allowed(uint8_t first, uint8_t second)
{
	switch (first) {
	case 0xe0:
		return second >= 0xa0;
	case 0xed:
		return second < 0xa0;
	case 0xf0:
		return second >= 0x90;
	case 0xf4:
		return second < 0x90;
	}
	return true;
}

static bool continues(const struct utf8_decoder *decoder, uint8_t byte)
{
	if (!is_continuation(byte))
		return false;
	return decoder->have != 1 || second_allowed(decoder->bytes[0], byte);
}

size_t utf8_feed(struct utf8_decoder *decoder, uint8_t byte)
{
	if (decoder->have && !continues(decoder, byte))
		decoder->have = 0;
	if (!decoder->have)
		decoder->need = length_of(byte);
	if (!decoder->need)
		return 0;
	decoder->bytes[decoder->have++] = byte;
	if (decoder->have < decoder->need)
		return 0;
	decoder->have = 0;
	return decoder->need;
}

size_t utf8_before(const char *text, size_t at)
{
	do
		at--;
	while (at && is_continuation((uint8_t)text[at]));
	return at;
}

size_t utf8_after(const char *text, size_t at, size_t length)
{
	do
		at++;
	while (at < length && is_continuation((uint8_t)text[at]));
	return at;
}
