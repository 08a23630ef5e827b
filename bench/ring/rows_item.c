/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * One descriptor of 32 bytes at a time.
 *
 *   item         put and get, and what each side does to learn that nobody waits
 *   batch_item   the same of one item out of 16, written in place, copied out together
 *   item_wake    from before the put to after the get of a consumer that slept: signal,
 *                switch to the other address space and receive included
 *   wake_round   from before the put until the consumer sleeps again and the producer goes on
 */
#include <ring/entry.h>

#include "ring_bench.h"

enum { ENTRIES = 64, BATCH = 16, BYTES = sizeof(struct kaal_descriptor) };

static struct {
	_Alignas(64) uint8_t memory[KAAL_RING_HEADER_BYTES + ENTRIES * BYTES];
	struct ring_producer producer;
	struct ring_consumer consumer;
	struct kaal_descriptor sent, got[BATCH];
	seL4_CPtr signal;
	stamp begin, end;
	struct samples wake, round;
} items;

static seL4_Uint32 item_ticks(void)
{
	seL4_Uint32 begin = trap_now();
	int put = ring_put(&items.producer, &items.sent, BYTES);
	bool tell_consumer = ring_producer_notify(&items.producer);
	int got = ring_get(&items.consumer, items.got, BYTES);
	bool tell_producer = ring_consumer_notify(&items.consumer);
	seL4_Uint32 end = trap_now();

	if (put != 1 || got != 1 || tell_consumer || tell_producer || items.got->cookie != items.sent.cookie)
		fail("an item was lost");
	items.sent.cookie++;
	return end - begin;
}

static seL4_Uint32 batch_ticks(void)
{
	struct ring_span span;
	seL4_Uint32 begin = trap_now();
	int64_t reserved = ring_reserve(&items.producer, BATCH, &span);
	struct kaal_descriptor *entry = span.first;

	for (uint32_t i = 0; i < BATCH; i++, entry++) {
		if (i == span.first_count)
			entry = span.second;
		*entry = (struct kaal_descriptor){ .cookie = i, .buffer = i, .bytes = 4096 };
	}
	ring_commit(&items.producer, BATCH);
	ring_producer_notify(&items.producer);

	int64_t got = ring_read(&items.consumer, items.got, BATCH);

	ring_consumer_notify(&items.consumer);

	seL4_Uint32 end = trap_now();

	if (reserved != BATCH || got != BATCH || items.got[BATCH - 1].cookie != BATCH - 1)
		fail("a batch was lost");
	return end - begin;
}

static void consume(void)
{
	for (;;) {
		while (ring_get(&items.consumer, items.got, BYTES) == 1)
			items.end = trap_now();
		ring_consumer_notify(&items.consumer);
		if (ring_consumer_sleep(&items.consumer))
			seL4_Wait(items.signal, (void *)0);
	}
}

static void produce(void)
{
	seL4_Uint32 back;

	do {
		items.begin = trap_now();
		ring_put(&items.producer, &items.sent, BYTES);
		if (!ring_producer_notify(&items.producer))
			fail("the consumer does not sleep");
		seL4_Signal(items.signal);
		back = trap_now();
		sample_add(&items.wake, items.end - items.begin);
	} while (sample_add(&items.round, back - items.begin));
	threads_finish();
}

void rows_item(void)
{
	struct samples samples = { 0 };

	ring_producer_attach(&items.producer, items.memory, sizeof items.memory, BYTES);
	ring_consumer_attach(&items.consumer, items.memory, sizeof items.memory, BYTES);
	while (sample_add(&samples, item_ticks()))
		;
	report_samples("item", &samples, stamps_overhead);

	while (sample_add(&samples, (batch_ticks() - stamps_overhead + BATCH - 1) / BATCH))
		;
	report_samples("batch_item", &samples, 0);

	items.signal = object_make(seL4_NotificationObject, 0);
	thread_start(0, (struct thread){ consume, bench.other_vspace, 0, PRIORITY_HIGH });
	thread_start(1, (struct thread){ produce, bench.root_vspace, 0, PRIORITY });
	threads_run();
	report_samples("item_wake", &items.wake, stamps_overhead);
	report_samples("wake_round", &items.round, stamps_overhead);
}
