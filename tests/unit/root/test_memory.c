/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Untyped memory and pools, on a model of the kernel. */
#include <errno.h>
#include <stdlib.h>

#include "kernel_model.h"
#include "memory.h"
#include "pool.h"

#include "tap.h"

enum {
	FIRST_SLOT = 64,
	HELD_MAX = 64,
	STEPS = 4000,
};

static struct slots slots;
static struct memory memory;

/* 4 MiB and two odd pieces of RAM, and a megabyte of device memory. */
static void fresh(void)
{
	memset(&slots, 0, sizeof slots);
	memset(&memory, 0, sizeof memory);
	model_reset();
	slots_init(&slots, FIRST_SLOT, MODEL_SLOTS);
	memory_init(&memory, &slots);
	model_untyped(10, 0x400000, 22);
	model_untyped(11, 0x200000, 16);
	model_untyped(12, 0x214000, 14);
	model_untyped(13, 0xe0000000, 20);
	CHECK_EQ(memory_add(&memory, 10, 0x400000, 22, false), 0);
	CHECK_EQ(memory_add(&memory, 11, 0x200000, 16, false), 0);
	CHECK_EQ(memory_add(&memory, 12, 0x214000, 14, false), 0);
	CHECK_EQ(memory_add(&memory, 13, 0xe0000000, 20, true), 0);
}

static uint64_t total(void)
{
	return (1 << 22) + (1 << 16) + (1 << 14);
}

static void check_all_back(void)
{
	CHECK_EQ(memory.ram_bytes, total());
	CHECK_EQ(memory.free_bytes, total());
	CHECK_EQ(memory_largest(&memory), 1 << 22);
	/* taking the largest joins everything in it; so do the others */
	CHECK(memory_take(&memory, 22) != NULL);
	CHECK(memory_take(&memory, 16) != NULL);
	CHECK(memory_take(&memory, 14) != NULL);
	CHECK_EQ(memory.free_bytes, 0);
	CHECK_EQ(slots.free, slots.count);
	CHECK_EQ(memory.blocks_count, 4);
}

static void takes_aligned_blocks_that_do_not_overlap(void)
{
	struct block *held[HELD_MAX];
	unsigned count = 0;

	fresh();
	for (unsigned bits = 12; bits < 18; bits++)
		for (unsigned i = 0; i < 4; i++)
			CHECK((held[count++] = memory_take(&memory, bits)) != NULL);
	for (unsigned i = 0; i < count; i++) {
		CHECK_EQ(held[i]->paddr % block_bytes(held[i]), 0);
		CHECK_EQ(model_paddr(held[i]->slot), held[i]->paddr);
		for (unsigned j = 0; j < i; j++)
			CHECK(held[i]->paddr + block_bytes(held[i]) <= held[j]->paddr ||
			      held[j]->paddr + block_bytes(held[j]) <= held[i]->paddr);
	}
	while (count)
		memory_give(&memory, held[--count]);
	check_all_back();
}

static void neither_leaks_nor_stays_in_pieces(void)
{
	struct block *held[HELD_MAX] = { NULL };
	uint64_t taken = 0;

	fresh();
	srand(1);
	for (unsigned step = 0; step < STEPS; step++) {
		struct block **slot = &held[rand() % HELD_MAX];

		if (*slot) {
			taken -= block_bytes(*slot);
			memory_give(&memory, *slot);
			*slot = NULL;
		} else {
			*slot = memory_take(&memory, 12 + (unsigned)rand() % 8);
			taken += *slot ? block_bytes(*slot) : 0;
		}
		CHECK_EQ(memory.free_bytes, total() - taken);
	}
	for (unsigned i = 0; i < HELD_MAX; i++)
		if (held[i])
			memory_give(&memory, held[i]);
	check_all_back();
}

static void says_when_there_is_none(void)
{
	fresh();
	CHECK(memory_take(&memory, 23) == NULL);
	CHECK(memory_take(&memory, 63) == NULL);
	CHECK(memory_take(&memory, 4) == NULL);
	CHECK_EQ(memory.free_bytes, total());
}

static void gives_memory_at_an_address(void)
{
	struct block *a, *b;

	fresh();
	a = memory_take_at(&memory, 0xe0005000, 12);
	CHECK(a != NULL);
	CHECK_EQ(model_paddr(a->slot), 0xe0005000);
	CHECK(memory_take_at(&memory, 0xe0005000, 12) == NULL);
	b = memory_take_at(&memory, 0xe0004000, 12);
	CHECK(b != NULL);
	CHECK(memory_take_at(&memory, 0xf0000000, 12) == NULL);
	CHECK_EQ(memory.free_bytes, total());
	memory_give(&memory, a);
	memory_give(&memory, b);
	a = memory_take_at(&memory, 0x404000, 14);
	CHECK(a != NULL);
	CHECK_EQ(memory.free_bytes, total() - (1 << 14));
	memory_give(&memory, a);
	memory_give(&memory, memory_take(&memory, 22));
	CHECK_EQ(memory.free_bytes, total());
}

static void splitting_that_fails_halfway_holds_nothing(void)
{
	fresh();
	for (int allowed = 0; allowed < 20; allowed++) {
		model_retypes_left = allowed;
		CHECK(memory_take(&memory, 12) == NULL || allowed >= 4);
		CHECK_EQ(memory.free_bytes % 4096, 0);
		model_retypes_left = -1;
		fresh();
	}
	slots_init(&slots, FIRST_SLOT, FIRST_SLOT + 1); /* one slot: nothing can be split */
	CHECK(memory_take(&memory, 12) == NULL);
	CHECK_EQ(memory.free_bytes, total());
	CHECK_EQ(slots.free, 1);
	CHECK(memory_take(&memory, 14) != NULL);
}

static void a_pool_gives_everything_back(void)
{
	fresh();
	for (unsigned round = 0; round < 1000; round++) {
		struct pool pool;
		seL4_CPtr slot;

		pool_init(&pool, &memory, 7);
		CHECK_EQ(pool_object(&pool, seL4_TCBObject, 0, seL4_TCBBits, &slot), 0);
		CHECK_EQ(pool_object(&pool, seL4_EndpointObject, 0, seL4_EndpointBits, &slot), 0);
		CHECK_EQ(pool_frames(&pool, 1 + round % 100, &slot), 0);
		CHECK_EQ(pool_object(&pool, seL4_CapTableObject, 6, 11, &slot), 0);
		CHECK(model_slot_used(slot));
		pool_empty(&pool);
		CHECK(!model_slot_used(slot));
		CHECK_EQ(memory.free_bytes, total());
	}
	check_all_back();
}

static void frames_fill_what_is_left(void)
{
	struct pool pool;
	seL4_CPtr first;
	unsigned frames = 0;

	fresh();
	pool_init(&pool, &memory, 7);
	while (pool_frames(&pool, 16, &first) == 0)
		frames += 16;
	CHECK_EQ(frames, total() / 4096 / 16 * 16);
	CHECK_EQ(pool_frames(&pool, 16, &first), -ENOMEM);
	CHECK_EQ(memory.free_bytes, 0);
	CHECK_EQ(pool.bytes, total());
	pool_empty(&pool);
	CHECK_EQ(slots_next(&slots, 7, 0), 0);
	check_all_back();
}

static void a_pool_keeps_to_its_limit(void)
{
	struct pool pool;
	seL4_CPtr slot;

	fresh();
	pool_init(&pool, &memory, 1);
	pool.limit_bytes = 5 << 14;
	CHECK_EQ(pool_reserve(&pool, (5 << 14) + 1), -EDQUOT);
	pool_empty(&pool);
	CHECK_EQ(pool_reserve(&pool, (5 << 14) - 100), 0);
	CHECK_EQ(pool.bytes, 5 << 14);
	CHECK_EQ(pool_frames(&pool, 20, &slot), 0);
	CHECK_EQ(pool.bytes, 5 << 14); /* what was reserved is used, all of it */
	CHECK_EQ(pool_frames(&pool, 1, &slot), -EDQUOT);
	CHECK_EQ(pool_object(&pool, seL4_EndpointObject, 0, seL4_EndpointBits, &slot), -EDQUOT);
	pool_empty(&pool);
	CHECK_EQ(slots.used[1], 0);
	check_all_back();
}

static void a_pool_keeps_to_its_owners_slots(void)
{
	struct pool pool;
	seL4_CPtr slot;

	fresh();
	pool_init(&pool, &memory, 1);
	slots.limit[1] = 9;
	CHECK_EQ(pool_frames(&pool, 8, &slot), 0);
	CHECK_EQ(pool_frames(&pool, 2, &slot), -EDQUOT);
	CHECK_EQ(slots.used[1], 8);
	CHECK_EQ(pool_frames(&pool, 1, &slot), 0);
	CHECK_EQ(slots_take(&slots, 2, 20, &slot), 0); /* another's limit is not touched */
	slots_give(&slots, slot, 20);
	pool_empty(&pool);
	check_all_back();
}

static void check_region(struct pool *pool, uint64_t bytes, size_t count, unsigned frame_bits)
{
	struct region region;

	CHECK_EQ(pool_region(pool, bytes, &region), 0);
	CHECK_EQ(region.count, count);
	CHECK_EQ(region.frame_bits, frame_bits);
	CHECK_EQ(region.paddr % (1ull << frame_bits), 0);
	for (size_t i = 0; i < count; i++)
		CHECK_EQ(model_paddr(region.first + i), region.paddr + (i << frame_bits));
}

static void regions_are_contiguous(void)
{
	struct pool pool;
	struct region region;

	fresh();
	pool_init(&pool, &memory, 1);
	check_region(&pool, 1 << 21, 1, seL4_LargePageBits);
	check_region(&pool, 300 << 12, 300, seL4_PageBits); /* more than one call makes */
	check_region(&pool, 100000, 25, seL4_PageBits);
	check_region(&pool, 1, 1, seL4_PageBits);
	CHECK_EQ(pool.bytes, (1 << 21) + ((1 + 25 + 300) << 12)); /* nothing is wasted */
	CHECK_EQ(pool_region(&pool, 1 << 23, &region), -ENOMEM);
	pool_empty(&pool);
	check_all_back();
}

TAP_MAIN(TAP(takes_aligned_blocks_that_do_not_overlap), TAP(neither_leaks_nor_stays_in_pieces),
	 TAP(says_when_there_is_none), TAP(gives_memory_at_an_address),
	 TAP(splitting_that_fails_halfway_holds_nothing), TAP(a_pool_gives_everything_back),
	 TAP(frames_fill_what_is_left), TAP(a_pool_keeps_to_its_limit), TAP(a_pool_keeps_to_its_owners_slots),
	 TAP(regions_are_contiguous))
