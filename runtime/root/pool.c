/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "pool.h"

#include <core/errno.h>

#include "arch_objects.h"
#include "kernel_calls.h"

void pool_init(struct pool *pool, struct memory *memory, uint8_t owner)
{
	*pool = (struct pool){ .memory = memory, .owner = owner, .block_bits = POOL_BLOCK_BITS };
}

static int keep_block(struct pool *pool, struct block *block)
{
	if (!block)
		return -ENOMEM;
	block->next = pool->blocks;
	pool->blocks = block;
	pool->bytes += block_bytes(block);
	return 0;
}

static bool is_allowed(const struct pool *pool, uint64_t bytes)
{
	return !pool->limit_bytes || pool->bytes + bytes <= pool->limit_bytes;
}

static int add_block(struct pool *pool, unsigned bits)
{
	return is_allowed(pool, 1ull << bits) ? keep_block(pool, memory_take(pool->memory, bits)) : -EDQUOT;
}

/* Objects of 2^bits that a block still has room for. */
static uint64_t room_in(const struct block *block, unsigned bits)
{
	uint64_t start = (block->used_bytes + (1ull << bits) - 1) >> bits;

	return block->bits < bits ? 0 : (block_bytes(block) >> bits) - start;
}

/* A block with room for an object of 2^bits; NULL: none of the latest. */
static struct block *find_room(const struct pool *pool, unsigned bits)
{
	struct block *block = pool->blocks;

	for (unsigned i = 0; block && i < POOL_LOOK_BLOCKS; i++, block = block->next)
		if (room_in(block, bits))
			return block;
	return NULL;
}

/* @user_bits as for Untyped_Retype */
static int make(struct block *block, seL4_Word type, unsigned user_bits, unsigned object_bits,
		seL4_CPtr first, size_t count)
{
	uint64_t start = (block->used_bytes + (1ull << object_bits) - 1) >> object_bits;
	int error = kernel_retype(block->slot, type, user_bits, first, count);

	if (!error)
		block->used_bytes = (start + count) << object_bits;
	return error;
}

static int give_room(struct pool *pool, unsigned bits, struct block **block)
{
	int error = 0;

	*block = find_room(pool, bits);
	if (!*block)
		error = add_block(pool, bits > pool->block_bits ? bits : pool->block_bits);
	if (error == -ENOMEM && bits < pool->block_bits)
		error = add_block(pool, bits > BLOCK_BITS_MIN ? bits : BLOCK_BITS_MIN);
	if (!error && !*block)
		*block = pool->blocks;
	return error;
}

int pool_object(struct pool *pool, seL4_Word type, unsigned user_bits, unsigned object_bits, seL4_CPtr *slot)
{
	struct slots *slots = pool->memory->slots;
	struct block *block;
	int error = give_room(pool, object_bits, &block);

	if (!error)
		error = slots_take(slots, pool->owner, 1, slot);
	if (error)
		return error;
	error = make(block, type, user_bits, object_bits, *slot, 1);
	if (error)
		slots_give(slots, *slot, 1);
	return error;
}

/* Log2 of the largest power of two within @count (at least 1). */
static unsigned bits_within(uint64_t count)
{
	unsigned bits = 0;

	while (count >>= 1)
		bits++;
	return bits;
}

/* A block for frames: as large as useful, else as large as there is. */
static int add_frames_block(struct pool *pool, size_t count)
{
	unsigned bits = seL4_PageBits + bits_within(count);
	int error = -ENOMEM;

	if (bits < pool->block_bits)
		bits = pool->block_bits;
	for (; error && bits >= seL4_PageBits; bits--)
		error = add_block(pool, bits);
	return error;
}

int pool_fill_frames(struct pool *pool, size_t count, seL4_CPtr first)
{
	while (count) {
		struct block *block = find_room(pool, seL4_PageBits);
		size_t room = block ? room_in(block, seL4_PageBits) : 0;
		size_t now = room < count ? room : count;
		size_t once = now < POOL_FRAMES_MAX ? now : POOL_FRAMES_MAX;
		int error = now ? make(block, ARCH_FRAME_OBJECT, 0, seL4_PageBits, first, once)
				: add_frames_block(pool, count);

		if (error)
			return error;
		first += once;
		count -= once;
	}
	return 0;
}

int pool_frames(struct pool *pool, size_t count, seL4_CPtr *first)
{
	struct slots *slots = pool->memory->slots;
	int error = slots_take(slots, pool->owner, count, first);

	if (error)
		return error;
	error = pool_fill_frames(pool, count, *first);
	if (error) {
		for (size_t i = 0; i < count; i++)
			kernel_delete(*first + i);
		slots_give(slots, *first, count);
	}
	return error;
}

int pool_reserve(struct pool *pool, uint64_t bytes)
{
	uint64_t left = (bytes + (1ull << pool->block_bits) - 1) >> pool->block_bits;
	int error = 0;

	while (!error && left) {
		unsigned bits = bits_within(left);

		error = add_block(pool, pool->block_bits + bits);
		left -= 1ull << bits;
	}
	return error;
}

/* Log2 of the least power of two that holds @bytes. */
static unsigned bits_for(uint64_t bytes)
{
	unsigned bits = bits_within(bytes);

	return bytes > 1ull << bits ? bits + 1 : bits;
}

/* Where so many bytes are free in one piece. */
static int find_place(struct pool *pool, uint64_t bytes, uint64_t *paddr)
{
	struct block *block = memory_take(pool->memory, bits_for(bytes));

	if (!block)
		return -ENOMEM;
	*paddr = block->paddr;
	memory_give(pool->memory, block);
	return 0;
}

/* Frames out of the pool's latest block, which they fill. */
static int fill_block(struct pool *pool, const struct region *region, size_t done, size_t count)
{
	seL4_Word type = region->frame_bits == seL4_PageBits ? ARCH_FRAME_OBJECT : ARCH_LARGE_FRAME_OBJECT;
	size_t end = done + count;
	int error = 0;

	for (; !error && done < end; done += POOL_FRAMES_MAX)
		error = make(pool->blocks, type, 0, region->frame_bits, region->first + done,
			     end - done < POOL_FRAMES_MAX ? end - done : POOL_FRAMES_MAX);
	return error;
}

/* Pieces that follow each other, the largest first, so that nothing is left over. */
static int fill_region(struct pool *pool, const struct region *region)
{
	int error = 0;

	for (size_t done = 0; !error && done < region->count;) {
		unsigned bits = bits_within(region->count - done);

		error = keep_block(pool,
				   memory_take_at(pool->memory, region->paddr + (done << region->frame_bits),
						  region->frame_bits + bits));
		if (!error)
			error = fill_block(pool, region, done, (size_t)1 << bits);
		done += (size_t)1 << bits;
	}
	return error;
}

int pool_region(struct pool *pool, uint64_t bytes, struct region *region)
{
	unsigned frame_bits = bytes >> seL4_LargePageBits ? seL4_LargePageBits : seL4_PageBits;
	size_t count = (bytes + (1ull << frame_bits) - 1) >> frame_bits;
	int error;

	*region = (struct region){ .count = count, .frame_bits = frame_bits };
	if (!is_allowed(pool, (uint64_t)count << frame_bits))
		return -EDQUOT;
	error = find_place(pool, (uint64_t)count << frame_bits, &region->paddr);
	if (!error)
		error = slots_take(pool->memory->slots, pool->owner, count, &region->first);
	return error ? error : fill_region(pool, region);
}

static void give_blocks(struct pool *pool)
{
	while (pool->blocks) {
		struct block *block = pool->blocks;

		pool->blocks = block->next;
		memory_give(pool->memory, block);
	}
	pool->bytes = 0;
}

void pool_empty(struct pool *pool)
{
	struct slots *slots = pool->memory->slots;
	seL4_CPtr slot = 0;

	give_blocks(pool);
	while (slots->used[pool->owner] && (slot = slots_next(slots, pool->owner, slot)) != 0) {
		kernel_delete(slot);
		slots_give(slots, slot, 1);
	}
}
