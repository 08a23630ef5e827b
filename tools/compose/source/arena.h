/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Memory that is given back all at once: what one run of the tool reads, builds and says. */
#ifndef TOOLS_COMPOSE_SOURCE_ARENA_H
#define TOOLS_COMPOSE_SOURCE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;

/** All zero is an empty arena. */
struct arena {
	struct arena_block *blocks; /* the newest first */
};

/**
 * Get memory: zeroed, aligned for any type, valid until arena_release.
 * Never NULL: when the host has no more, the program ends with a message.
 */
void *arena_alloc(struct arena *arena, size_t bytes);

/** Copy @len bytes and put a NUL behind them. */
char *arena_copy(struct arena *arena, const char *bytes, size_t len);

/** printf into the arena. */
char *arena_print(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprint(struct arena *arena, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

/**
 * Make room for one more in an array that lives in the arena and doubles as it grows.
 *
 * @param items  the array, or NULL
 * @param count  entries in use
 * @param size   bytes of one entry
 * @return the array, perhaps at another address, with room for entry @count
 */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t size);

/** Give everything back. The arena is empty and can be used again. */
void arena_release(struct arena *arena);

#endif
