/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One consumer of many rings: fair, and unharmed by any one of them. */
#include <errno.h>
#include <stdint.h>

#include <ring/fan_in.h>

#include "tap.h"

enum { PRODUCERS = 3, ENTRIES = 8, RING_BYTES = KAAL_RING_HEADER_BYTES + 64 };

static _Alignas(64) uint8_t memory[PRODUCERS][RING_BYTES];
static struct ring_producer producers[PRODUCERS];
static struct ring_fan_in_member members[PRODUCERS];
static struct ring_fan_in fan_in;

static struct kaal_ring *shared(unsigned index)
{
	return (struct kaal_ring *)memory[index];
}

static void begin(void)
{
	memset(memory, 0, sizeof memory);
	memset(members, 0, sizeof members);
	for (unsigned i = 0; i < PRODUCERS; i++) {
		CHECK_EQ(ring_producer_attach(&producers[i], memory[i], RING_BYTES, 8), 0);
		CHECK_EQ(ring_consumer_attach(&members[i].ring, memory[i], RING_BYTES, 8), 0);
	}
	fan_in = (struct ring_fan_in){ .members = members, .count = PRODUCERS };
}

/** Fill a ring with entries that carry its number. */
static void flood(unsigned index)
{
	uint64_t entry = index;

	while (ring_write(&producers[index], &entry, 1) == 1)
		;
}

static void all_are_heard_in_turn(void)
{
	uint64_t entries[2];
	uint32_t from;

	begin();
	flood(0);
	flood(2);
	for (unsigned i = 0; i < ENTRIES; i++) { /* a batch of one, then of the other */
		CHECK_EQ(ring_fan_in_read(&fan_in, entries, 2, &from), 2);
		CHECK_EQ(from, i % 2 ? 2 : 0);
		CHECK_EQ(entries[0], from);
		flood(0); /* who always has more does not get more */
	}
}

static void nothing_is_nothing(void)
{
	uint64_t entry;
	uint32_t from = 99;

	begin();
	CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), 0);
	CHECK_EQ(from, 99);
}

static void a_broken_ring_hurts_nobody_else(void)
{
	uint64_t entry = 1;
	uint32_t from;

	begin();
	shared(0)->head = ENTRIES + 1;
	CHECK_EQ(ring_write(&producers[1], &entry, 1), 1);
	CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), -EPROTO);
	CHECK_EQ(from, 0);
	CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), 1);
	CHECK_EQ(from, 1);
	CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), 0); /* told once */
	shared(0)->head = 1;
	CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), 0); /* and left out */
}

static void a_restarted_producer_is_heard_again(void)
{
	uint64_t entry = 7;
	uint32_t from;

	begin();
	shared(0)->head = 4711;
	CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), -EPROTO);
	CHECK_EQ(ring_producer_attach(&producers[0], memory[0], RING_BYTES, 8), 0);
	CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), 0);
	CHECK_EQ(ring_write(&producers[0], &entry, 1), 1);
	CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), 1);
	CHECK_EQ(entry, 7);
}

static void who_came_after_the_consumer_is_not_a_new_one(void)
{
	uint64_t entry;
	uint32_t from;

	begin();
	CHECK_EQ(ring_producer_attach(&producers[0], memory[0], RING_BYTES, 8), 0);
	shared(0)->head = 4711;
	CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), -EPROTO);
	CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), 0);
	CHECK(members[0].broken);
}

static void whoever_writes_wakes_the_sleeper(void)
{
	uint64_t entry = 0;
	uint32_t from;

	begin();
	CHECK(ring_fan_in_sleep(&fan_in));
	for (unsigned i = 0; i < PRODUCERS; i++) {
		CHECK_EQ(ring_write(&producers[i], &entry, 1), 1);
		CHECK(ring_producer_notify(&producers[i]));
		CHECK(!ring_fan_in_sleep(&fan_in));
		CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), 1);
		CHECK(ring_fan_in_sleep(&fan_in));
	}
	shared(1)->head = 99; /* broken: to be told, so no sleep; once told it does not keep us awake */
	CHECK(!ring_fan_in_sleep(&fan_in));
	CHECK_EQ(ring_fan_in_read(&fan_in, &entry, 1, &from), -EPROTO);
	CHECK(ring_fan_in_sleep(&fan_in));
}

TAP_MAIN(TAP(all_are_heard_in_turn), TAP(nothing_is_nothing), TAP(a_broken_ring_hurts_nobody_else),
	 TAP(a_restarted_producer_is_heard_again), TAP(who_came_after_the_consumer_is_not_a_new_one),
	 TAP(whoever_writes_wakes_the_sleeper))
