/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Buffers that go round between two threads: the lender fills them and hands batches
 * over, written in place; the borrower checks and changes what is in them, and returns
 * batches. Data that one side touches while the other has the buffer is a data race, and
 * the thread sanitizer says so.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <unistd.h>

#include <ring/pool.h>

#include "tap.h"

enum {
	BUFFERS = 24,
	BUFFER_WORDS = 16,
	ENTRIES = 16, /* fewer than buffers: both ends find the ring full at times */
	BATCH_MAX = 5,
	TOTAL = 200000,
	LIMIT_S = 120,
	RING_BYTES = KAAL_RING_HEADER_BYTES + ENTRIES * sizeof(struct kaal_descriptor),
};

static _Alignas(64) uint8_t there_memory[RING_BYTES], back_memory[RING_BYTES];
static uint64_t data[BUFFERS][BUFFER_WORDS];
static sem_t lender_signal, borrower_signal;
static int borrower_failed;
static unsigned borrower_sleeps;

/** One thread's ends. */
struct side {
	struct ring_producer out;
	struct ring_consumer in;
	struct ring_pool pool;
	uint32_t ledger[BUFFERS];
	sem_t *peer;
};

static int side_open(struct side *side, enum ring_pool_side which)
{
	struct ring_pool_area area = { data, sizeof data, sizeof data[0], 0 };
	bool lends = which == RING_POOL_LENDER;
	size_t entry_bytes = sizeof(struct kaal_descriptor);

	side->peer = lends ? &borrower_signal : &lender_signal;
	return ring_producer_attach(&side->out, lends ? there_memory : back_memory, RING_BYTES,
				    entry_bytes) ||
	       ring_consumer_attach(&side->in, lends ? back_memory : there_memory, RING_BYTES, entry_bytes) ||
	       ring_pool_open(&side->pool, which, &area, side->ledger, BUFFERS);
}

static struct kaal_descriptor *span_at(const struct ring_span *span, uint32_t i)
{
	return i < span->first_count ? (struct kaal_descriptor *)span->first + i
				     : (struct kaal_descriptor *)span->second + (i - span->first_count);
}

/** Return what is there, as far as there is room, in one batch. @return how many, or -1 */
static int borrower_turn(struct side *side)
{
	struct ring_span in, out;
	int64_t count = ring_peek(&side->in, BATCH_MAX, &in);

	if (count >= 0)
		count = ring_reserve(&side->out, (uint32_t)count, &out);
	for (int64_t i = 0; i < count; i++) {
		struct kaal_descriptor descriptor = *span_at(&in, (uint32_t)i);
		uint64_t *words = ring_pool_data(&side->pool, &descriptor);

		if (ring_pool_receive(&side->pool, &descriptor))
			return -1;
		for (unsigned w = 0; w < BUFFER_WORDS; w++)
			words[w] = words[w] == descriptor.cookie + w ? ~words[w] : 0;
		if (ring_pool_send(&side->pool, &descriptor))
			return -1;
		*span_at(&out, (uint32_t)i) = descriptor;
	}
	if (count > 0) {
		ring_release(&side->in, (uint32_t)count);
		ring_commit(&side->out, (uint32_t)count);
	}
	return (int)count;
}

static void side_tell(struct side *side)
{
	if (ring_producer_notify(&side->out) | ring_consumer_notify(&side->in))
		sem_post(side->peer);
}

static void *borrow(void *unused)
{
	static struct side side;

	(void)unused;
	borrower_failed = side_open(&side, RING_POOL_BORROWER);
	for (unsigned done = 0; done < TOTAL && !borrower_failed;) {
		int count = borrower_turn(&side);

		borrower_failed = count < 0;
		done += count > 0 ? (unsigned)count : 0;
		side_tell(&side);
		if (count)
			continue;
		/* nothing there, or no room to return it: wait for whichever it is */
		if (ring_available(&side.in) > 0 ? ring_producer_sleep(&side.out, 1)
						 : ring_consumer_sleep(&side.in)) {
			borrower_sleeps++;
			sem_wait(&borrower_signal);
		}
	}
	return NULL;
}

/** Hand over a batch of buffers that carry numbers from @first on. @return how many */
static unsigned lend(struct side *side, uint64_t first, unsigned most)
{
	struct ring_span span;
	int64_t room = ring_reserve(&side->out, most, &span);
	unsigned count = 0;

	CHECK(room >= 0);
	for (; count < room; count++) {
		int64_t buffer = ring_pool_take(&side->pool);
		struct kaal_descriptor descriptor = { .cookie = first + count, .bytes = sizeof data[0] };

		if (buffer < 0)
			break;
		descriptor.buffer = (uint32_t)buffer;
		for (unsigned w = 0; w < BUFFER_WORDS; w++)
			data[buffer][w] = first + count + w;
		CHECK_EQ(ring_pool_send(&side->pool, &descriptor), 0);
		*span_at(&span, count) = descriptor;
	}
	ring_commit(&side->out, count);
	return count;
}

/** Take back what has been returned. @return how many */
static unsigned collect(struct side *side, uint64_t first)
{
	struct kaal_descriptor returned[BATCH_MAX];
	int64_t count = ring_read(&side->in, returned, BATCH_MAX);

	CHECK(count >= 0);
	for (int64_t i = 0; i < count; i++) {
		CHECK_EQ(ring_pool_receive(&side->pool, &returned[i]), 0);
		CHECK_EQ(returned[i].cookie, first + (uint64_t)i);
		for (unsigned w = 0; w < BUFFER_WORDS; w++)
			CHECK_EQ(data[returned[i].buffer][w], ~(returned[i].cookie + w));
		CHECK_EQ(ring_pool_free(&side->pool, returned[i].buffer), 0);
	}
	return (unsigned)count;
}

static void buffers_go_round(void)
{
	static struct side side;
	unsigned lent = 0, collected = 0, sleeps = 0;
	pthread_t thread;

	CHECK_EQ(sem_init(&lender_signal, 0, 0), 0);
	CHECK_EQ(sem_init(&borrower_signal, 0, 0), 0);
	CHECK_EQ(side_open(&side, RING_POOL_LENDER), 0);
	CHECK_EQ(pthread_create(&thread, NULL, borrow, NULL), 0);
	alarm(LIMIT_S);
	while (collected < TOTAL) {
		unsigned left = TOTAL - lent, most = 1 + lent % BATCH_MAX;
		unsigned given = left ? lend(&side, lent, most < left ? most : left) : 0;
		unsigned got = collect(&side, collected);

		lent += given;
		collected += got;
		side_tell(&side);
		if (!given && !got && collected < TOTAL && ring_consumer_sleep(&side.in)) {
			sleeps++;
			sem_wait(&lender_signal);
		}
	}
	pthread_join(thread, NULL);
	CHECK(!borrower_failed);
	CHECK_EQ(side.pool.away, 0);
	printf("# sleeps: lender %u, borrower %u\n", sleeps, borrower_sleeps);
}

TAP_MAIN(TAP(buffers_go_round))
