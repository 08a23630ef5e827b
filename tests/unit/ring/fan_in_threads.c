/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Several producers, each with a ring of its own, and one consumer of all: everything
 * arrives, in each one's order, and nobody sleeps for ever. One semaphore stands for the
 * consumer's notification, one each for the producers'.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <unistd.h>

#include <ring/fan_in.h>

#include "tap.h"

enum {
	PRODUCERS = 3,
	ENTRIES = 8, /* few, so that all sleep often */
	EACH = 60000,
	BATCH_MAX = 5,
	LIMIT_S = 120,
	RING_BYTES = KAAL_RING_HEADER_BYTES + ENTRIES * sizeof(uint64_t),
};

static struct source {
	_Alignas(64) uint8_t memory[RING_BYTES];
	sem_t signal;
	unsigned sleeps;
	int failed;
} sources[PRODUCERS];

static sem_t consumer_signal;

static void *produce(void *own)
{
	struct source *source = own;
	struct ring_producer producer;
	uint64_t entries[BATCH_MAX];
	unsigned sent = 0;

	source->failed = ring_producer_attach(&producer, source->memory, RING_BYTES, sizeof entries[0]);
	while (sent < EACH && !source->failed) {
		unsigned count = 1 + sent % BATCH_MAX;
		int64_t written;

		for (unsigned i = 0; i < count; i++)
			entries[i] = sent + i;
		written = ring_write(&producer, entries, count < EACH - sent ? count : EACH - sent);
		source->failed = written < 0;
		sent += written > 0 ? (unsigned)written : 0;
		if (ring_producer_notify(&producer))
			sem_post(&consumer_signal);
		if (!written && ring_producer_sleep(&producer, 1)) {
			source->sleeps++;
			sem_wait(&source->signal);
		}
	}
	return NULL;
}

static void all_arrives_in_order(void)
{
	static struct ring_fan_in_member members[PRODUCERS];
	struct ring_fan_in fan_in = { .members = members, .count = PRODUCERS };
	uint64_t entries[BATCH_MAX], next[PRODUCERS] = { 0 }, total = 0;
	pthread_t threads[PRODUCERS];
	unsigned sleeps = 0;

	CHECK_EQ(sem_init(&consumer_signal, 0, 0), 0);
	alarm(LIMIT_S);
	for (unsigned i = 0; i < PRODUCERS; i++) {
		CHECK_EQ(sem_init(&sources[i].signal, 0, 0), 0);
		CHECK_EQ(ring_consumer_attach(&members[i].ring, sources[i].memory, RING_BYTES,
					      sizeof entries[0]),
			 0);
	}
	for (unsigned i = 0; i < PRODUCERS; i++)
		CHECK_EQ(pthread_create(&threads[i], NULL, produce, &sources[i]), 0);
	while (total < (uint64_t)PRODUCERS * EACH) {
		uint32_t from = 0;
		int64_t count = ring_fan_in_read(&fan_in, entries, BATCH_MAX, &from);

		CHECK(count >= 0);
		for (int64_t i = 0; i < count; i++)
			CHECK_EQ(entries[i], next[from]++);
		total += (uint64_t)count;
		if (count && ring_consumer_notify(&members[from].ring))
			sem_post(&sources[from].signal);
		if (!count && ring_fan_in_sleep(&fan_in)) {
			sleeps++;
			sem_wait(&consumer_signal);
		}
	}
	for (unsigned i = 0; i < PRODUCERS; i++) {
		pthread_join(threads[i], NULL);
		CHECK(!sources[i].failed);
	}
	printf("# sleeps: consumer %u, producers %u, %u, %u\n", sleeps, sources[0].sleeps, sources[1].sleeps,
	       sources[2].sleeps);
}

TAP_MAIN(TAP(all_arrives_in_order))
