/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "libc_tests.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#include "tap.h"

void numbers_are_formatted(void)
{
	char text[128];

	snprintf(text, sizeof text, "%d %#llx %8.3f %Lg %s %-5s|%zu", -5, 0xfeedfacecafeull, 3.14159, 0.1L,
		 "ä€", "ab", sizeof text);
	CHECK_STR(text, "-5 0xfeedfacecafe    3.142 0.1 ä€ ab   |128");
}

void numbers_are_parsed(void)
{
	char *end;
	int a, b;

	CHECK(fabs(strtod("6.02214076e23xyz", &end) - 6.02214076e23) < 1e9);
	CHECK_STR(end, "xyz");
	CHECK_EQ(sscanf("12 0x1f", "%d %x", &a, (unsigned int *)&b), 2);
	CHECK_EQ(a, 12);
	CHECK_EQ(b, 31);
	CHECK(sqrt(2) * sqrt(2) - 2 < 1e-9 && sin(0) == 0);
}

/** Many blocks of many sizes, grown, shrunk and freed in another order than they came. */
void memory_comes_and_goes(void)
{
	enum { BLOCKS = 64, ROUNDS = 40 };
	uint8_t *blocks[BLOCKS] = { NULL };
	size_t sizes[BLOCKS] = { 0 };

	srand(3);
	for (unsigned int step = 0; step < BLOCKS * ROUNDS; step++) {
		unsigned int i = (unsigned int)rand() % BLOCKS;
		size_t size = 1 + (size_t)rand() % (i % 8 ? 600 : 12000);

		for (size_t at = 0; at < sizes[i]; at++)
			CHECK_EQ(blocks[i][at], (uint8_t)(i + 1));
		if (rand() % 3 == 0) {
			free(blocks[i]);
			blocks[i] = NULL;
			size = 0;
		} else {
			blocks[i] = realloc(blocks[i], size);
			CHECK(blocks[i]);
			memset(blocks[i], (int)(i + 1), size);
		}
		sizes[i] = size;
	}
	for (unsigned int i = 0; i < BLOCKS; i++)
		free(blocks[i]);
}

void memory_ends_with_enomem(void)
{
	enum { CHUNK = 50000, CHUNKS_MAX = 100 };
	void *chunks[CHUNKS_MAX];
	unsigned int count = 0;

	for (int round = 0; round < 3; round++) {
		for (count = 0; count < CHUNKS_MAX; count++) {
			chunks[count] = malloc(CHUNK);
			if (!chunks[count])
				break;
		}
		CHECK_EQ(errno, ENOMEM);
		CHECK(count > 5 && count < CHUNKS_MAX); /* the heap is 1 MiB */
		while (count)
			free(chunks[--count]);
	}
	CHECK(!malloc(SIZE_MAX / 2));
}

void fresh_memory_is_zero(void)
{
	uint8_t *dirty = malloc(300000);

	CHECK(dirty);
	memset(dirty, 0xff, 300000);
	free(dirty);

	uint8_t *clean = calloc(300, 1000);

	CHECK(clean);
	for (size_t i = 0; i < 300000; i++)
		CHECK_EQ(clean[i], 0);
	free(clean);
}

static __thread int counter = 41;
static __thread _Alignas(64) char aligned[100];

void thread_locals_are_initialised(void)
{
	CHECK_EQ(counter++, 41);
	CHECK_EQ(counter, 42);
	CHECK_EQ((uintptr_t)aligned % 64, 0);
	for (unsigned int i = 0; i < sizeof aligned; i++)
		CHECK_EQ(aligned[i], 0);
}

static int constructed;

__attribute__((constructor)) static void construct(void)
{
	constructed++;
}

void constructors_have_run(void)
{
	CHECK_EQ(constructed, 1);
}

static int initialised;

static void initialise(void)
{
	initialised++;
}

void locks_work(void)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	CHECK_EQ(pthread_mutex_lock(&mutex), 0);
	CHECK_EQ(pthread_mutex_trylock(&mutex), EBUSY);
	CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
	CHECK_EQ(pthread_once(&once, initialise), 0);
	CHECK_EQ(pthread_once(&once, initialise), 0);
	CHECK_EQ(initialised, 1);
}

static void *never_run(void *unused)
{
	return unused;
}

void second_threads_are_refused(void)
{
	pthread_t thread;

	CHECK_EQ(pthread_create(&thread, NULL, never_run, NULL), EAGAIN);
	CHECK_EQ(pthread_create(&thread, NULL, never_run, NULL), EAGAIN); /* and nothing is kept */
}

static int int_compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

void sorting_works(void)
{
	int numbers[200];

	for (unsigned int i = 0; i < 200; i++)
		numbers[i] = (int)(i * 7919 % 200);
	qsort(numbers, 200, sizeof numbers[0], int_compare);
	for (int i = 0; i < 200; i++)
		CHECK_EQ(numbers[i], i);
}
