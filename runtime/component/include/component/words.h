/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Message words as the parameters of a call: a word an integer; a text as its length and its bytes, eight a
 * word. Generated interfaces (tools/compose/headers) are made of these. What is taken may come from anybody.
 */
#ifndef COMPONENT_WORDS_H
#define COMPONENT_WORDS_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
	WORDS_TEXT_MAX = 255,                        /* bytes of a text without its NUL */
	WORDS_TEXT_BYTES = WORDS_TEXT_MAX + 1,       /* room for one */
	WORDS_TEXT_WORDS = 1 + WORDS_TEXT_BYTES / 8, /* most words of one */
};

/** A message being written: @words has room for all that will be put. */
struct words_out {
	uint64_t *words;
	unsigned int count;
	int error; /* of what was put so far: 0, -E2BIG */
};

/** A message being read. */
struct words_in {
	const uint64_t *words;
	unsigned int count; /* of @words */
	unsigned int taken;
	bool is_wrong; /* something was not there, or out of range */
};

static inline void words_put(struct words_out *out, uint64_t value)
{
	out->words[out->count++] = value;
}

/** @param text  NUL-terminated within WORDS_TEXT_BYTES bytes, else nothing is put and the error is -E2BIG */
static inline void words_put_text(struct words_out *out, const char *text)
{
	size_t len = strnlen(text, WORDS_TEXT_BYTES);
	unsigned int words = (unsigned int)(len + 7) / 8;

	if (len > WORDS_TEXT_MAX) {
		out->error = -E2BIG;
		return;
	}
	words_put(out, len);
	if (words)
		out->words[out->count + words - 1] = 0; /* what the text does not fill */
	memcpy(out->words + out->count, text, len);
	out->count += words;
}

/** @return the next word, 0 if there is none or it is greater than @most */
static inline uint64_t words_take(struct words_in *in, uint64_t most)
{
	uint64_t value = in->taken < in->count ? in->words[in->taken] : 0;

	in->is_wrong |= in->taken >= in->count || value > most;
	in->taken++;
	return value <= most ? value : 0;
}

/** @return the next word as a signed one, 0 if there is none or it is out of range */
static inline int64_t words_take_signed(struct words_in *in, int64_t least, int64_t most)
{
	int64_t value = (int64_t)words_take(in, UINT64_MAX);
	bool fits = value >= least && value <= most;

	in->is_wrong |= !fits;
	return fits ? value : 0;
}

/** Take a text without NUL in it. @param text  out: NUL-terminated; empty on error */
static inline void words_take_text(struct words_in *in, char text[WORDS_TEXT_BYTES])
{
	size_t len = (size_t)words_take(in, WORDS_TEXT_MAX);
	unsigned int words = (unsigned int)(len + 7) / 8;

	text[0] = '\0';
	if (in->is_wrong || words > in->count - in->taken) {
		in->is_wrong = true;
		return;
	}
	memcpy(text, in->words + in->taken, len);
	text[len] = '\0';
	in->is_wrong |= strlen(text) != len;
	in->taken += words;
}

/** Was the message what was taken from it, no less and no more? */
static inline bool words_are_right(const struct words_in *in)
{
	return !in->is_wrong && in->taken == in->count;
}

#endif
