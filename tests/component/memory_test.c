/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A component whose heap is small, and that may have more memory on demand. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#include <component/component.h>
#include <component/root.h>

#include "tap.h"

enum { HEAP_BYTES = 1 << 18, MORE_BYTES = 16 << 20, CHUNK_BYTES = 300000 };

KAAL_COMPONENT(memory_test) = {
	KAAL_IDENTITY("memory_test"), .priority = 100,  .stack_bytes = 65536,
	.heap_bytes = HEAP_BYTES,     .threads_max = 5, KAAL_NEEDS(KAAL_MEMORY(MORE_BYTES), KAAL_MANAGE),
};

static void more_than_the_heap_is_there(void)
{
	uint8_t *large = malloc(4 << 20);

	CHECK(large);
	for (size_t at = 0; at < 4 << 20; at += 4096)
		CHECK_EQ(large[at], 0);
	memset(large, 1, 4 << 20);
	free(large);
	large = calloc(4, 1 << 20); /* the same, cleared */
	CHECK(large);
	for (size_t at = 0; at < 4 << 20; at += 1000)
		CHECK_EQ(large[at], 0);
	free(large);
}

static unsigned int take_all(void **chunks, unsigned int room)
{
	unsigned int count = 0;

	while (count < room && (chunks[count] = malloc(CHUNK_BYTES)) != NULL)
		memset(chunks[count++], 7, CHUNK_BYTES);
	return count;
}

static void it_ends_where_the_plan_says(void)
{
	enum { ROOM = 2 * MORE_BYTES / CHUNK_BYTES };
	static void *chunks[ROOM];
	unsigned int first = 0;

	for (int round = 0; round < 3; round++) {
		unsigned int count = take_all(chunks, ROOM);

		CHECK_EQ(errno, ENOMEM);
		CHECK(count < ROOM && count > ROOM / 4);
		if (!first)
			first = count;
		CHECK_EQ(count, first); /* what was given back can be had again */
		while (count)
			free(chunks[--count]);
	}
}

static void *take_and_give(void *number)
{
	uintptr_t spoiled = 0;

	for (int i = 0; i < 100; i++) {
		size_t bytes = (1 + (size_t)(i % 7)) * 90000;
		uint8_t *space = malloc(bytes);

		if (!space)
			continue;
		memset(space, (int)(intptr_t)number + 1, bytes);
		for (size_t at = 0; at < bytes; at += 4000)
			spoiled += space[at] != (uintptr_t)number + 1;
		free(space);
	}
	return (void *)spoiled;
}

static void threads_share_it(void)
{
	enum { THREADS = 4 };
	pthread_t threads[THREADS];

	for (intptr_t i = 0; i < THREADS; i++)
		CHECK_EQ(pthread_create(&threads[i], NULL, take_and_give, (void *)i), 0);
	for (int i = 0; i < THREADS; i++) {
		void *failed;

		CHECK_EQ(pthread_join(threads[i], &failed), 0);
		CHECK(!failed);
	}
}

TAP_MAIN(TAP(more_than_the_heap_is_there), TAP(it_ends_where_the_plan_says), TAP(threads_share_it))
