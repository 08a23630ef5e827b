/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Characters of a UTF-8 text (RFC 3629): where they begin and end, and putting them together. */
#ifndef SHELL_UTF8_H
#define SHELL_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_CHAR_BYTES_MAX = 4 };

/** A character that arrives byte by byte. Zeroed: none has begun. */
struct utf8_decoder {
	uint8_t bytes[UTF8_CHAR_BYTES_MAX];
	uint8_t have, need;
};

/**
 * Take the next byte. What cannot be UTF-8 is dropped, and decoding begins anew.
 * @return bytes of the character that is now complete in decoder->bytes, 0 if none is
 */
size_t utf8_feed(struct utf8_decoder *decoder, uint8_t byte);

/** Start of the character before @at. @param at  1.., a character's start or the end */
size_t utf8_before(const char *text, size_t at);

/** End of the character that starts at @at. @param at  below @length */
size_t utf8_after(const char *text, size_t at, size_t length);

#endif
