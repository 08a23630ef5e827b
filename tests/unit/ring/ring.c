/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One thread plays both ends of a ring, and the hostile peer. */
#include <errno.h>
#include <stdint.h>

#include <ring/entry.h>

#include "tap.h"

enum { ENTRIES = 64 };

/* more than the ring needs: only a power of two of it is used */
static _Alignas(64) uint8_t memory[KAAL_RING_HEADER_BYTES + ENTRIES + 10];
static struct kaal_ring *const shared = (struct kaal_ring *)memory;
static struct ring_producer producer;
static struct ring_consumer consumer;

static void attach(void)
{
	CHECK_EQ(ring_producer_attach(&producer, memory, sizeof memory, 1), 0);
	CHECK_EQ(ring_consumer_attach(&consumer, memory, sizeof memory, 1), 0);
}

static void begin(void)
{
	memset(memory, 0, sizeof memory);
	attach();
}

/** A ring whose indices are about to wrap. */
static void begin_at(uint32_t index)
{
	memset(memory, 0, sizeof memory);
	shared->head = index;
	shared->tail = index;
	attach();
}

static void geometry_is_a_power_of_two(void)
{
	begin();
	CHECK_EQ(producer.view.entries, ENTRIES);
	CHECK_EQ(ring_room(&producer), ENTRIES);
	CHECK_EQ(ring_available(&consumer), 0);
	CHECK_EQ(ring_producer_attach(&producer, memory, KAAL_RING_HEADER_BYTES + 1, 1), -EINVAL);
	CHECK_EQ(ring_producer_attach(&producer, memory, KAAL_RING_HEADER_BYTES - 1, 1), -EINVAL);
	CHECK_EQ(ring_consumer_attach(&consumer, memory, sizeof memory, 0), -EINVAL);
	CHECK_EQ(ring_consumer_attach(&consumer, memory, KAAL_RING_HEADER_BYTES + 31, 16), -EINVAL);
}

static void geometry_does_not_come_from_the_header(void)
{
	begin();
	shared->entries = 1u << 30;
	shared->entry_bytes = 4096;
	CHECK_EQ(ring_room(&producer), ENTRIES);
	attach();
	CHECK_EQ(shared->entries, ENTRIES);
}

static void what_is_written_is_read(void)
{
	char text[8] = { 0 };

	begin();
	CHECK_EQ(ring_write(&producer, "abcdef", 6), 6);
	CHECK_EQ(ring_available(&consumer), 6);
	CHECK_EQ(ring_read(&consumer, text, 4), 4);
	CHECK_STR(text, "abcd");
	CHECK_EQ(ring_read(&consumer, text, sizeof text), 2);
	CHECK_EQ(text[0], 'e');
	CHECK_EQ(ring_read(&consumer, text, sizeof text), 0);
}

static void a_full_ring_takes_no_more(void)
{
	uint8_t data[ENTRIES + 5] = { 0 };

	begin();
	CHECK_EQ(ring_write(&producer, data, sizeof data), ENTRIES);
	CHECK_EQ(ring_write(&producer, data, 1), 0);
	CHECK_EQ(ring_room(&producer), 0);
	CHECK_EQ(ring_read(&consumer, data, 1), 1);
	CHECK_EQ(ring_write(&producer, data, 5), 1);
}

static void indices_wrap_at_two_to_the_32(void)
{
	uint8_t data[ENTRIES];

	begin_at(UINT32_MAX - 10);
	for (unsigned i = 0; i < ENTRIES; i++)
		data[i] = (uint8_t)i;
	CHECK_EQ(ring_write(&producer, data, ENTRIES), ENTRIES);
	CHECK_EQ(shared->head, (uint32_t)(UINT32_MAX - 10 + ENTRIES));
	memset(data, 0xff, sizeof data);
	CHECK_EQ(ring_read(&consumer, data, ENTRIES), ENTRIES);
	for (unsigned i = 0; i < ENTRIES; i++)
		CHECK_EQ(data[i], i);
	CHECK_EQ(ring_room(&producer), ENTRIES);
}

static void entries_larger_than_a_byte_stay_whole(void)
{
	static _Alignas(64) uint8_t wide[KAAL_RING_HEADER_BYTES + 4 * 24];
	const uint64_t entry[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
	uint64_t got[4][3];
	struct ring_producer in;
	struct ring_consumer out;

	CHECK_EQ(ring_producer_attach(&in, wide, sizeof wide, 24), 0);
	CHECK_EQ(ring_consumer_attach(&out, wide, sizeof wide, 24), 0);
	CHECK_EQ(in.view.entries, 4);
	for (unsigned i = 0; i < 10; i++) {
		CHECK_EQ(ring_write(&in, entry, 2), 2);
		CHECK_EQ(ring_read(&out, got, 4), 2);
		CHECK(memcmp(got, entry, sizeof entry) == 0);
	}
}

static void a_hostile_consumer_is_noticed(void)
{
	uint8_t byte = 0;

	begin();
	shared->tail = 1; /* has read what was never written */
	CHECK_EQ(ring_room(&producer), -EPROTO);
	CHECK_EQ(ring_write(&producer, &byte, 1), -EPROTO);
	CHECK(!ring_producer_sleep(&producer, 1));
	shared->tail = (uint32_t) - (ENTRIES + 1);
	CHECK_EQ(ring_write(&producer, &byte, 1), -EPROTO);
	shared->head = 12345; /* the producer's own index is no concern of the consumer */
	shared->tail = 0;
	CHECK_EQ(ring_room(&producer), ENTRIES);
}

static void a_hostile_producer_is_noticed(void)
{
	uint8_t byte = 0;

	begin();
	shared->head = ENTRIES + 1;
	CHECK_EQ(ring_available(&consumer), -EPROTO);
	CHECK_EQ(ring_read(&consumer, &byte, 1), -EPROTO);
	CHECK(!ring_consumer_sleep(&consumer));
	shared->head = UINT32_MAX;
	CHECK_EQ(ring_read(&consumer, &byte, 1), -EPROTO);
	shared->tail = 777;
	shared->head = ENTRIES;
	CHECK_EQ(ring_available(&consumer), ENTRIES);
}

static void attaching_to_nonsense_begins_empty(void)
{
	memset(memory, 0xa5, sizeof memory);
	shared->head = 1000;
	shared->tail = 5;
	CHECK_EQ(ring_producer_attach(&producer, memory, sizeof memory, 1), 0);
	CHECK_EQ(ring_consumer_attach(&consumer, memory, sizeof memory, 1), 0);
	CHECK_EQ(ring_room(&producer), ENTRIES);
	CHECK_EQ(ring_available(&consumer), 0);
}

static void a_restarted_end_goes_on(void)
{
	char text[8] = { 0 };

	begin();
	ring_write(&producer, "abc", 3);
	CHECK_EQ(ring_producer_attach(&producer, memory, sizeof memory, 1), 0);
	ring_write(&producer, "def", 3);
	CHECK_EQ(ring_read(&consumer, text, 2), 2);
	CHECK_EQ(ring_consumer_attach(&consumer, memory, sizeof memory, 1), 0);
	CHECK_EQ(ring_read(&consumer, text, 6), 4);
	CHECK(memcmp(text, "cdef", 4) == 0);
}

static void a_restart_shows_in_the_epoch(void)
{
	begin();
	CHECK(ring_peer_restarted(&producer.view)); /* the consumer attached after it */
	CHECK(!ring_peer_restarted(&producer.view));
	CHECK(!ring_peer_restarted(&consumer.view));
	CHECK_EQ(ring_producer_attach(&producer, memory, sizeof memory, 1), 0);
	CHECK(ring_peer_restarted(&consumer.view));
	CHECK(!ring_peer_restarted(&producer.view));
}

static void a_broken_ring_can_begin_anew(void)
{
	char byte = 'x';

	begin();
	ring_write(&producer, "lost", 4);
	shared->tail = 999; /* broken by the consumer */
	CHECK_EQ(ring_room(&producer), -EPROTO);
	CHECK_EQ(ring_consumer_attach(&consumer, memory, sizeof memory, 1), 0); /* it is started again */
	CHECK(ring_peer_restarted(&producer.view));
	ring_producer_reset(&producer);
	CHECK_EQ(ring_room(&producer), ENTRIES);
	CHECK_EQ(ring_write(&producer, "n", 1), 1);
	CHECK_EQ(ring_read(&consumer, &byte, 1), 1);
	CHECK_EQ(byte, 'n');

	shared->head = 4711; /* and the other way round */
	CHECK_EQ(ring_available(&consumer), -EPROTO);
	CHECK_EQ(ring_producer_attach(&producer, memory, sizeof memory, 1), 0);
	ring_consumer_reset(&consumer);
	CHECK_EQ(ring_available(&consumer), 0);
	ring_write(&producer, "m", 1);
	CHECK_EQ(ring_read(&consumer, &byte, 1), 1);
	CHECK_EQ(byte, 'm');
}

static void only_a_consumer_that_asked_is_signalled(void)
{
	begin();
	ring_write(&producer, "a", 1);
	CHECK(!ring_producer_notify(&producer));
	CHECK(!ring_consumer_sleep(&consumer)); /* there is something: does not sleep */
	CHECK(!ring_producer_notify(&producer));
	ring_read(&consumer, (char[1]){ 0 }, 1);
	CHECK(ring_consumer_sleep(&consumer));
	ring_write(&producer, "b", 1);
	CHECK(ring_producer_notify(&producer));
	CHECK(!ring_producer_notify(&producer)); /* once */
}

static void only_a_producer_that_asked_is_signalled(void)
{
	uint8_t data[ENTRIES] = { 0 };

	begin();
	CHECK(!ring_producer_sleep(&producer, 1)); /* there is room */
	ring_write(&producer, data, ENTRIES);
	CHECK(!ring_consumer_notify(&consumer));
	CHECK(ring_producer_sleep(&producer, 1));
	ring_read(&consumer, data, ENTRIES / 2 - 1);
	CHECK(!ring_consumer_notify(&consumer)); /* not half free yet */
	ring_read(&consumer, data, 1);
	CHECK(ring_consumer_notify(&consumer));
	CHECK(!ring_consumer_notify(&consumer));
}

static void draining_ends_when_all_is_read(void)
{
	uint8_t data[ENTRIES] = { 0 };

	begin();
	CHECK(!ring_producer_sleep(&producer, ENTRIES));
	ring_write(&producer, data, 3);
	CHECK(ring_producer_sleep(&producer, ENTRIES));
	ring_read(&consumer, data, 3);
	CHECK(ring_consumer_notify(&consumer));
	CHECK(!ring_producer_sleep(&producer, ENTRIES));
}

static void entries_are_written_in_place(void)
{
	struct ring_span span;
	char text[8] = { 0 };

	begin_at(UINT32_MAX - 2); /* the data wraps three entries on */
	CHECK_EQ(ring_reserve(&producer, 5, &span), 5);
	CHECK_EQ(span.first_count, 3);
	CHECK_EQ(span.second_count, 2);
	memcpy(span.first, "abc", 3);
	memcpy(span.second, "de", 2);
	CHECK_EQ(ring_available(&consumer), 0); /* nothing is seen before the commit */
	ring_commit(&producer, 4);
	CHECK_EQ(ring_read(&consumer, text, sizeof text), 4);
	CHECK_STR(text, "abcd");
	CHECK_EQ(ring_reserve(&producer, 2 * ENTRIES, &span), ENTRIES);
	CHECK_EQ(span.first_count + span.second_count, ENTRIES);
	ring_commit(&producer, ENTRIES);
	CHECK_EQ(ring_reserve(&producer, 1, &span), 0);
	shared->tail += ENTRIES + 1;
	CHECK_EQ(ring_reserve(&producer, 1, &span), -EPROTO);
}

static void entries_are_read_in_place(void)
{
	struct ring_span span;

	begin_at(UINT32_MAX - 2);
	ring_write(&producer, "abcde", 5);
	CHECK_EQ(ring_peek(&consumer, 9, &span), 5);
	CHECK(memcmp(span.first, "abc", 3) == 0 && span.first_count == 3);
	CHECK(memcmp(span.second, "de", 2) == 0 && span.second_count == 2);
	CHECK_EQ(ring_room(&producer), ENTRIES - 5); /* they are still there */
	ring_release(&consumer, 4);
	CHECK_EQ(ring_room(&producer), ENTRIES - 1);
	CHECK_EQ(ring_peek(&consumer, 9, &span), 1);
	CHECK(*(char *)span.first == 'e');
	shared->head = 77;
	CHECK_EQ(ring_peek(&consumer, 9, &span), -EPROTO);
}

static void one_entry_goes_without_a_call(void)
{
	static _Alignas(64) uint8_t wide[KAAL_RING_HEADER_BYTES + 4 * 24];
	struct kaal_ring *const ring = (struct kaal_ring *)wide;
	uint64_t entry[3] = { 1, 2, 3 }, got[3] = { 0 };
	struct ring_producer in;
	struct ring_consumer out;

	CHECK_EQ(ring_producer_attach(&in, wide, sizeof wide, sizeof entry), 0);
	CHECK_EQ(ring_consumer_attach(&out, wide, sizeof wide, sizeof entry), 0);
	CHECK_EQ(ring_get(&out, got, sizeof got), 0);
	for (unsigned i = 0; i < 9; i++, entry[0]++) {
		CHECK_EQ(ring_put(&in, entry, sizeof entry), 1);
		CHECK_EQ(ring_get(&out, got, sizeof got), 1);
		CHECK(memcmp(got, entry, sizeof entry) == 0);
	}
	for (unsigned i = 0; i < 4; i++)
		CHECK_EQ(ring_put(&in, entry, sizeof entry), 1);
	CHECK_EQ(ring_put(&in, entry, sizeof entry), 0);
	ring->tail = ring->head + 1;
	CHECK_EQ(ring_put(&in, entry, sizeof entry), -EPROTO);
	ring->head = out.tail + 4;
	CHECK_EQ(ring_get(&out, got, sizeof got), 1);
	ring->head = out.tail + 5; /* one more than there are */
	CHECK_EQ(ring_get(&out, got, sizeof got), -EPROTO);
	ring->head = out.tail - 1;
	CHECK_EQ(ring_get(&out, got, sizeof got), -EPROTO);
}

static void two_ends_that_attach_to_nonsense_agree(void)
{
	memset(memory, 0, sizeof memory);
	shared->head = 1000;
	shared->tail = 5;
	/* whichever order: only one of them gives way */
	CHECK_EQ(ring_consumer_attach(&consumer, memory, sizeof memory, 1), 0);
	CHECK_EQ(ring_producer_attach(&producer, memory, sizeof memory, 1), 0);
	CHECK_EQ(ring_room(&producer), ENTRIES);
	CHECK_EQ(ring_available(&consumer), 0);
}

TAP_MAIN(TAP(geometry_is_a_power_of_two), TAP(geometry_does_not_come_from_the_header),
	 TAP(what_is_written_is_read), TAP(a_full_ring_takes_no_more), TAP(indices_wrap_at_two_to_the_32),
	 TAP(entries_larger_than_a_byte_stay_whole), TAP(a_hostile_consumer_is_noticed),
	 TAP(a_hostile_producer_is_noticed), TAP(attaching_to_nonsense_begins_empty),
	 TAP(a_restarted_end_goes_on), TAP(a_restart_shows_in_the_epoch), TAP(a_broken_ring_can_begin_anew),
	 TAP(only_a_consumer_that_asked_is_signalled), TAP(only_a_producer_that_asked_is_signalled),
	 TAP(draining_ends_when_all_is_read), TAP(entries_are_written_in_place),
	 TAP(entries_are_read_in_place), TAP(one_entry_goes_without_a_call),
	 TAP(two_ends_that_attach_to_nonsense_agree))
