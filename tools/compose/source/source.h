/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A text that a person wrote, and places in it. */
#ifndef TOOLS_COMPOSE_SOURCE_SOURCE_H
#define TOOLS_COMPOSE_SOURCE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source/arena.h"

enum { SOURCE_BYTES_MAX = 16 * 1024 * 1024 };

struct source {
	const char *name; /* for messages: the path as it was given */
	const char *text; /* @bytes bytes, and a NUL behind them */
	size_t bytes;
};

/** A piece of a source. All zero: nowhere, such as the place of a default. */
struct source_range {
	const struct source *source;
	uint32_t offset, bytes;
};

#define SOURCE_NOWHERE ((struct source_range){ NULL, 0, 0 })

/** The file as a whole, such as one in which something is missing. */
#define SOURCE_WHOLE(source) ((struct source_range){ (source), 0, 0 })

/** Both count from 1; a column is a character (code point), whatever its bytes. */
struct source_position {
	uint32_t line, column;
};

/** Make a source of text in memory. @text and @name are borrowed; a NUL stands at text[bytes]. */
struct source *source_of_text(struct arena *arena, const char *name, const char *text, size_t bytes);

/**
 * Read a whole file.
 *
 * @param path  also the source's name; borrowed
 * @param out   set on success only
 * @return 0, the negative errno of opening or reading, -EISDIR, or -EFBIG: over SOURCE_BYTES_MAX
 */
int source_read(struct arena *arena, const char *path, const struct source **out);

/** A range from byte @from up to but without byte @to. */
struct source_range source_range_of(const struct source *source, size_t from, size_t to);

/** A part of @range: @bytes bytes from its byte @offset on; for a word inside a plain string. */
struct source_range source_range_part(struct source_range range, size_t offset, size_t bytes);

/** Where the text begins: behind the byte order mark that some editors put there. */
size_t source_text_start(const struct source *source);

/** Where a range begins. @time O(its offset) */
struct source_position source_position_of(struct source_range range);

/** Characters in @len bytes of UTF-8. Bytes 0x80..0xbf belong to the one before. */
size_t source_count_characters(const char *bytes, size_t len);

/** Does the range name a place? */
static inline bool source_is_somewhere(struct source_range range)
{
	return range.source != NULL;
}

/** Is it a place in a file, and not the file as a whole? */
static inline bool source_is_place(struct source_range range)
{
	return range.source && (range.offset || range.bytes);
}

#endif
