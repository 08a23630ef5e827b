/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* UTF-8, RFC 3629: the shortest forms of U+0000..U+10FFFF without surrogates, and nothing else. */
#ifndef TOOLS_COMPOSE_SOURCE_UTF8_H
#define TOOLS_COMPOSE_SOURCE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Take the first character of @len bytes.
 *
 * @param code  its code point; unchanged on error
 * @return its bytes, 1..4, or 0: these bytes begin no character, or @len is 0
 */
size_t utf8_decode(const char *bytes, size_t len, uint32_t *code);

/**
 * Write a character.
 *
 * @param code  utf8_is_scalar(code)
 * @param out   room for 4 bytes
 * @return bytes written, 1..4
 */
size_t utf8_encode(uint32_t code, char *out);

/** Can this number be a character? Surrogates cannot. */
bool utf8_is_scalar(uint32_t code);

#endif
