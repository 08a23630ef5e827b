/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The moment that decides whether a wake-up is lost, over and over: one thread writes
 * and asks whether to signal, while the other asks to be signalled and looks again. If
 * the one says "no signal" and the other "sleep", the other would sleep for ever.
 * Built without sanitizer, whose own synchronisation would hide a missing one.
 */
#define _GNU_SOURCE /* sched_setaffinity */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include <ring/ring.h>

#include "tap.h"

enum {
	ROUNDS = 500000,
	SPINS_MAX = 5000,
	PAUSE_MAX = 32,
};

static _Alignas(64) uint8_t memory[KAAL_RING_HEADER_BYTES + 2];
static struct ring_producer producer;
static struct ring_consumer consumer;

/* on lines of their own: the two threads meet here, and nowhere else but in the ring */
static _Alignas(64) atomic_uint arrived;
static _Alignas(64) bool signalled;

/** Wait until both threads have called this for the @count-th time. */
static void meet(unsigned count)
{
	atomic_fetch_add(&arrived, 1);
	for (unsigned spins = 1; atomic_load(&arrived) < 2 * count; spins++)
		if (spins % SPINS_MAX == 0)
			sched_yield(); /* there may be one processor only */
}

static void pause_randomly(uint32_t *random)
{
	*random = *random * 1664525 + 1013904223;
	for (volatile uint32_t i = *random >> 16 & (PAUSE_MAX - 1); i; i--)
		;
}

/** Keep the calling thread on one processor, each @number on another if there are as many. */
static void stay_on_processor(int number)
{
	cpu_set_t allowed, one;
	int skip;

	if (sched_getaffinity(0, sizeof allowed, &allowed))
		return;
	skip = number % CPU_COUNT(&allowed);
	CPU_ZERO(&one);
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
		if (CPU_ISSET(cpu, &allowed) && skip-- == 0)
			CPU_SET(cpu, &one);
	sched_setaffinity(0, sizeof one, &one);
}

static void *write_always(void *unused)
{
	uint32_t random = 1;

	(void)unused;
	stay_on_processor(1);
	for (unsigned round = 0; round < ROUNDS; round++) {
		meet(2 * round + 1);
		pause_randomly(&random);
		ring_write(&producer, "x", 1);
		signalled = ring_producer_notify(&producer);
		meet(2 * round + 2);
	}
	return NULL;
}

static void no_wake_up_is_lost(void)
{
	unsigned lost = 0, slept = 0;
	uint32_t random = 2;
	pthread_t thread;

	CHECK_EQ(ring_producer_attach(&producer, memory, sizeof memory, 1), 0);
	CHECK_EQ(ring_consumer_attach(&consumer, memory, sizeof memory, 1), 0);
	CHECK_EQ(pthread_create(&thread, NULL, write_always, NULL), 0);
	stay_on_processor(0);
	for (unsigned round = 0; round < ROUNDS; round++) {
		bool sleeps;

		meet(2 * round + 1);
		pause_randomly(&random);
		sleeps = ring_consumer_sleep(&consumer);
		meet(2 * round + 2);
		slept += sleeps;
		lost += sleeps && !signalled;
		CHECK_EQ(ring_read(&consumer, (char[1]){ 0 }, 1), 1);
	}
	pthread_join(thread, NULL);
	printf("# slept in %u of %u rounds, %u wake-ups lost\n", slept, (unsigned)ROUNDS, lost);
	CHECK_EQ(lost, 0);
}

TAP_MAIN(TAP(no_wake_up_is_lost))
