/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Two threads, two ends: a stream of known bytes must arrive whole, and no end may
 * sleep for ever. Semaphores stand for the notifications; a lost wake-up ends the
 * test by its alarm.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <unistd.h>

#include <ring/ring.h>

#include "tap.h"

enum {
	ENTRIES = 32, /* few, so that both ends sleep often */
	TOTAL = 2000000,
	CHUNK_MAX = 48,
	LIMIT_S = 120,
};

static _Alignas(64) uint8_t memory[KAAL_RING_HEADER_BYTES + ENTRIES];
static sem_t producer_signal, consumer_signal;
static unsigned long producer_sleeps, consumer_sleeps;
static int producer_failed;

/* xorshift: the stream's bytes and the sizes of the chunks, the same on both sides */
static uint32_t next(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static void *produce(void *unused)
{
	struct ring_producer producer;
	uint32_t bytes = 1, sizes = 7;
	uint8_t chunk[CHUNK_MAX];
	uint32_t in_chunk = 0;

	(void)unused;
	producer_failed = ring_producer_attach(&producer, memory, sizeof memory, 1);
	for (unsigned sent = 0; sent < TOTAL && !producer_failed;) {
		uint32_t fill = 1 + next(&sizes) % CHUNK_MAX;

		while (in_chunk < fill)
			chunk[in_chunk++] = (uint8_t)next(&bytes);

		int64_t written = ring_write(&producer, chunk, in_chunk);

		if (written < 0) {
			producer_failed = 1;
			break;
		}
		if (ring_producer_notify(&producer))
			sem_post(&consumer_signal);
		in_chunk -= (uint32_t)written;
		memmove(chunk, chunk + written, in_chunk);
		sent += (unsigned)written;
		/* once all has been sent the consumer may end: nobody would wake us for the rest */
		if (in_chunk && sent < TOTAL && ring_producer_sleep(&producer, 1)) {
			producer_sleeps++;
			sem_wait(&producer_signal);
		}
	}
	return NULL;
}

/** @return bytes that arrived as sent */
static unsigned consume(void)
{
	struct ring_consumer consumer;
	uint32_t bytes = 1, sizes = 13;
	uint8_t chunk[CHUNK_MAX];
	unsigned good = 0;

	CHECK_EQ(ring_consumer_attach(&consumer, memory, sizeof memory, 1), 0);
	while (good < TOTAL) {
		int64_t count = ring_read(&consumer, chunk, 1 + next(&sizes) % CHUNK_MAX);

		CHECK(count >= 0);
		if (ring_consumer_notify(&consumer))
			sem_post(&producer_signal);
		for (int64_t i = 0; i < count; i++, good++)
			CHECK_EQ(chunk[i], (uint8_t)next(&bytes));
		if (!count && ring_consumer_sleep(&consumer)) {
			consumer_sleeps++;
			sem_wait(&consumer_signal);
		}
	}
	return good;
}

static void stream_arrives_whole(void)
{
	struct kaal_ring *shared = (struct kaal_ring *)memory;
	pthread_t thread;

	shared->head = shared->tail = UINT32_MAX - TOTAL / 2; /* wraps on the way */
	CHECK_EQ(sem_init(&producer_signal, 0, 0), 0);
	CHECK_EQ(sem_init(&consumer_signal, 0, 0), 0);
	CHECK_EQ(pthread_create(&thread, NULL, produce, NULL), 0);
	alarm(LIMIT_S);
	CHECK(consume() >= TOTAL);
	pthread_join(thread, NULL);
	CHECK(!producer_failed);
	printf("# sleeps: producer %lu, consumer %lu\n", producer_sleeps, consumer_sleeps);
	CHECK(producer_sleeps + consumer_sleeps > 100);
}

TAP_MAIN(TAP(stream_arrives_whole))
