/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "source/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024 };

struct arena_block {
	struct arena_block *older;
	size_t used, bytes; /* of @data */
	alignas(max_align_t) unsigned char data[];
};

_Noreturn static void memory_is_out(void)
{
	fputs("sel4-compose: out of memory\n", stderr);
	exit(1);
}

static struct arena_block *block_new(struct arena *arena, size_t bytes)
{
	size_t room = bytes < BLOCK_BYTES ? BLOCK_BYTES : bytes;
	struct arena_block *block = calloc(1, sizeof(*block) + room);

	if (!block)
		memory_is_out();
	block->bytes = room;
	block->older = arena->blocks;
	arena->blocks = block;
	return block;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
	struct arena_block *block = arena->blocks;
	const size_t align = alignof(max_align_t);

	if (bytes > SIZE_MAX / 2)
		memory_is_out();
	bytes = (bytes + align - 1) / align * align;
	if (!block || block->bytes - block->used < bytes)
		block = block_new(arena, bytes);
	block->used += bytes;
	return block->data + block->used - bytes;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	if (len)
		memcpy(copy, bytes, len);
	return copy;
}

char *arena_vprint(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;
	int len;
	char *text;

	va_copy(again, arguments);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = arena_alloc(arena, (size_t)(len < 0 ? 0 : len) + 1);
	if (len > 0)
		vsnprintf(text, (size_t)len + 1, format, arguments);
	return text;
}

char *arena_print(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = arena_vprint(arena, format, arguments);
	va_end(arguments);
	return text;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t size)
{
	void *larger;

	if (count == 0)
		return arena_alloc(arena, 4 * size);
	if (count < 4 || (count & (count - 1)) != 0)
		return items;
	if (count > SIZE_MAX / 4 / size)
		memory_is_out();
	larger = arena_alloc(arena, 2 * count * size);
	memcpy(larger, items, count * size);
	return larger;
}

void arena_release(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *older = arena->blocks->older;

		free(arena->blocks);
		arena->blocks = older;
	}
}
