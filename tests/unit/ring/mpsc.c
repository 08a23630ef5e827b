/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Several threads push, one takes: nothing is lost, each one's order is kept, nobody sleeps for ever. */
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <ring/mpsc.h>

#include "tap.h"

enum { PRODUCERS = 4, EACH = 50000, LIMIT_S = 120 };

struct item {
	struct mpsc_node node; /* first: what is taken is cast back */
	unsigned producer, number;
};

static struct mpsc list;
static sem_t signal_to_consumer;
static struct item items[PRODUCERS][EACH];

static void *push_all(void *own)
{
	struct item *item = own;

	for (unsigned i = 0; i < EACH; i++, item++) {
		*item = (struct item){ .producer = (unsigned)((item - items[0]) / EACH), .number = i };
		if (mpsc_push(&list, &item->node))
			sem_post(&signal_to_consumer);
		if (i % 16 == 0)
			sched_yield(); /* or the first has pushed all before the next begins */
	}
	return NULL;
}

/** Check that every producer's items come in order. @return items in the chain */
static unsigned take_in_order(struct mpsc_node *node, unsigned *next)
{
	unsigned count = 0;

	for (; node; node = node->next, count++) {
		struct item *item = (struct item *)node;

		CHECK(item->producer < PRODUCERS);
		CHECK_EQ(item->number, next[item->producer]++);
	}
	return count;
}

static void all_arrives_in_order(void)
{
	unsigned next[PRODUCERS] = { 0 }, count = 0, takes = 0;
	pthread_t threads[PRODUCERS];

	CHECK_EQ(sem_init(&signal_to_consumer, 0, 0), 0);
	alarm(LIMIT_S);
	for (unsigned i = 0; i < PRODUCERS; i++)
		CHECK_EQ(pthread_create(&threads[i], NULL, push_all, items[i]), 0);
	while (count < PRODUCERS * EACH) {
		struct mpsc_node *oldest = mpsc_take(&list);

		if (oldest)
			takes++;
		else
			sem_wait(&signal_to_consumer);
		count += take_in_order(oldest, next);
	}
	for (unsigned i = 0; i < PRODUCERS; i++)
		pthread_join(threads[i], NULL);
	CHECK(!mpsc_take(&list));
	printf("# %u items in %u takes\n", count, takes);
}

static void only_the_first_of_several_signals(void)
{
	static struct mpsc empty;
	struct mpsc_node nodes[3];

	CHECK(mpsc_push(&empty, &nodes[0]));
	CHECK(!mpsc_push(&empty, &nodes[1]));
	CHECK(!mpsc_push(&empty, &nodes[2]));
	CHECK(mpsc_take(&empty) == &nodes[0]);
	CHECK(nodes[0].next == &nodes[1] && nodes[1].next == &nodes[2] && !nodes[2].next);
	CHECK(!mpsc_take(&empty));
	CHECK(mpsc_push(&empty, &nodes[1]));
}

TAP_MAIN(TAP(only_the_first_of_several_signals), TAP(all_arrives_in_order))
