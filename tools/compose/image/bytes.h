/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Bytes somewhere in memory, and files as such. */
#ifndef TOOLS_COMPOSE_IMAGE_BYTES_H
#define TOOLS_COMPOSE_IMAGE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source/arena.h"

/* What the host writes is what the machine reads. */
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "sel4-compose runs on little-endian hosts");

struct bytes {
	const uint8_t *at;
	size_t count;
};

enum { BYTES_FILE_MAX = 1 << 30 };

/** @return whether [offset, offset + count) lies within */
static inline bool bytes_contain(struct bytes bytes, uint64_t offset, uint64_t count)
{
	return offset <= bytes.count && count <= bytes.count - offset;
}

/**
 * Read a whole file.
 *
 * @param out  set on success only; lives in the arena
 * @return 0, a negative errno, or -EFBIG: over BYTES_FILE_MAX
 */
int bytes_read_file(struct arena *arena, const char *path, struct bytes *out);

/**
 * Write a file, whole or not at all: under another name first.
 * @return 0 or a negative errno
 */
int bytes_write_file(struct arena *arena, const char *path, struct bytes bytes);

#endif
