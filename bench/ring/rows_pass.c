/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * 64 KiB by rings: buffers of 4 KiB, their descriptors in batches of eight there and back.
 *
 *   ring_64k_in_place           both sides work in the buffers
 *   ring_64k_copied_out         the receiver copies what it must check
 *   ring_64k_copied_in_and_out  the sender has it elsewhere, too
 *
 * From before the first buffer is taken until all are back and free. The receiver has
 * the higher priority and sleeps after every batch, so every batch wakes it.
 */
#include <core/text.h>
#include <ring/entry.h>
#include <ring/pool.h>

#include "ring_bench.h"

enum {
	BUFFER_BYTES = 4096,
	BUFFERS = 16,
	BATCH = 8,
	ENTRIES = 16,
	BYTES = sizeof(struct kaal_descriptor),
	RING_BYTES = KAAL_RING_HEADER_BYTES + ENTRIES * BYTES,
};

struct side {
	struct ring_producer out;
	struct ring_consumer in;
	struct ring_pool pool;
	uint32_t ledger[BUFFERS];
};

static struct {
	_Alignas(64) uint8_t there[RING_BYTES];
	_Alignas(64) uint8_t back[RING_BYTES];
	_Alignas(FRAME_BYTES) uint8_t buffers[BUFFERS][BUFFER_BYTES];
	struct side sender, receiver;
	enum copies copies;
	seL4_CPtr signal_receiver, signal_sender;
	uint32_t received; /* bytes of this transfer */
	struct samples samples;
} pass;

static void side_open(struct side *side, enum ring_pool_side which)
{
	struct ring_pool_area area = { pass.buffers, sizeof pass.buffers, BUFFER_BYTES, 0 };
	bool lends = which == RING_POOL_LENDER;

	ring_producer_attach(&side->out, lends ? pass.there : pass.back, RING_BYTES, BYTES);
	ring_consumer_attach(&side->in, lends ? pass.back : pass.there, RING_BYTES, BYTES);
	must(ring_pool_open(&side->pool, which, &area, side->ledger, BUFFERS) != 0, "ring_pool_open");
}

/** Take all that is there, and return it. */
static void receive_batch(struct side *side)
{
	struct kaal_descriptor descriptor;

	while (ring_get(&side->in, &descriptor, BYTES) == 1) {
		if (ring_pool_receive(&side->pool, &descriptor))
			fail("the receiver was given a buffer that it has");
		if (pass.copies >= COPIES_OUT)
			copy(bulk.sink + pass.received, ring_pool_data(&side->pool, &descriptor),
			     descriptor.bytes);
		pass.received += descriptor.bytes;
		ring_pool_send(&side->pool, &descriptor);
		ring_put(&side->out, &descriptor, BYTES);
	}
	ring_consumer_notify(&side->in);
	if (ring_producer_notify(&side->out))
		seL4_Signal(pass.signal_sender);
}

static void receive(void)
{
	for (;;) {
		receive_batch(&pass.receiver);
		if (ring_consumer_sleep(&pass.receiver.in))
			seL4_Wait(pass.signal_receiver, (void *)0);
	}
}

static void send_batch(struct side *side, uint32_t sent)
{
	for (unsigned i = 0; i < BATCH; i++, sent += BUFFER_BYTES) {
		struct kaal_descriptor descriptor = { .cookie = sent, .bytes = BUFFER_BYTES };

		descriptor.buffer = (uint32_t)ring_pool_take(&side->pool);
		if (ring_pool_send(&side->pool, &descriptor))
			fail("the sender has no buffer");
		if (pass.copies == COPIES_BOTH)
			copy(ring_pool_data(&side->pool, &descriptor), bulk.source + sent, BUFFER_BYTES);
		ring_put(&side->out, &descriptor, BYTES);
	}
	if (ring_producer_notify(&side->out))
		seL4_Signal(pass.signal_receiver);
}

static void collect(struct side *side)
{
	struct kaal_descriptor descriptor;

	while (side->pool.away) {
		if (ring_get(&side->in, &descriptor, BYTES) != 1) {
			if (ring_consumer_sleep(&side->in))
				seL4_Wait(pass.signal_sender, (void *)0);
			continue;
		}
		if (ring_pool_receive(&side->pool, &descriptor) ||
		    ring_pool_free(&side->pool, descriptor.buffer))
			fail("a buffer came back wrongly");
	}
	ring_consumer_notify(&side->in);
}

static seL4_Uint32 transfer(void)
{
	seL4_Uint32 begin = trap_now();

	for (uint32_t sent = 0; sent < BULK_BYTES; sent += BATCH * BUFFER_BYTES) {
		send_batch(&pass.sender, sent);
		collect(&pass.sender);
	}
	return trap_now() - begin;
}

static void send(void)
{
	seL4_Uint32 ticks;

	do {
		pass.received = 0;
		ticks = transfer();
		if (pass.received != BULK_BYTES)
			fail("not all buffers were received");
	} while (sample_add(&pass.samples, ticks));
	threads_finish();
}

void rows_pass(void)
{
	char name[40];

	pass.signal_receiver = object_make(seL4_NotificationObject, 0);
	pass.signal_sender = object_make(seL4_NotificationObject, 0);
	side_open(&pass.sender, RING_POOL_LENDER);
	side_open(&pass.receiver, RING_POOL_BORROWER);
	for (pass.copies = 0; pass.copies < COPIES_COUNT; pass.copies++) {
		bulk_prepare(pass.copies);
		thread_start(0, (struct thread){ receive, bench.other_vspace, 0, PRIORITY_HIGH });
		thread_start(1, (struct thread){ send, bench.root_vspace, 0, PRIORITY });
		threads_run();
		if (pass.copies == COPIES_BOTH)
			bulk_check();
		text_print(name, sizeof name, "ring_64k_%s", copies_names[pass.copies]);
		report_samples(name, &pass.samples, stamps_overhead);
	}
}
