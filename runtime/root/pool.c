/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "pool.h"

#include <core/errno.h>

#include "arch_objects.h"
#include "kernel_calls.h"

void pool_init(struct pool *pool, struct memory *memory, uint8_t owner)
{
	*pool = (struct pool){ .memory = memory, .owner = owner };
}

static int add_block(struct pool *pool, unsigned bits)
{
	struct block *block = memory_take(pool->memory, bits);

	if (!block)
		return -ENOMEM;
	block->next = pool->blocks;
	pool->blocks = block;
	pool->bytes += block_bytes(block);
	return 0;
}

/* Objects of 2^bits that the block in use still has room for. */
static uint64_t room_for(const struct pool *pool, unsigned bits)
{
	const struct block *block = pool->blocks;
	uint64_t start;

	if (!block)
		return 0;
	start = (block->used_bytes + (1ull << bits) - 1) >> bits;
	return block->bits < bits ? 0 : (block_bytes(block) >> bits) - start;
}

static int make(struct pool *pool, seL4_Word type, unsigned user_bits, unsigned object_bits, seL4_CPtr first,
		size_t count)
{
	struct block *block = pool->blocks;
	uint64_t start = (block->used_bytes + (1ull << object_bits) - 1) >> object_bits;
	int error = kernel_retype(block->slot, type, user_bits, first, count);

	if (!error)
		block->used_bytes = (start + count) << object_bits;
	return error;
}

int pool_object(struct pool *pool, seL4_Word type, unsigned user_bits, unsigned object_bits, seL4_CPtr *slot)
{
	struct slots *slots = pool->memory->slots;
	int error = 0;

	if (!room_for(pool, object_bits))
		error = add_block(pool, object_bits > POOL_BLOCK_BITS ? object_bits : POOL_BLOCK_BITS);
	if (!error)
		error = slots_take(slots, pool->owner, 1, slot);
	if (error)
		return error;
	error = make(pool, type, user_bits, object_bits, *slot, 1);
	if (error)
		slots_give(slots, *slot, 1);
	return error;
}

/* Log2 of the largest block that @count frames fill without rest. */
static unsigned frames_block_bits(size_t count)
{
	unsigned bits = seL4_PageBits;

	while (count >>= 1)
		bits++;
	return bits;
}

/* A block for frames: as large as useful, else as large as there is. */
static int add_frames_block(struct pool *pool, size_t count)
{
	for (unsigned bits = frames_block_bits(count); bits >= seL4_PageBits; bits--)
		if (!add_block(pool, bits))
			return 0;
	return -ENOMEM;
}

static int fill_frames(struct pool *pool, size_t count, seL4_CPtr first)
{
	while (count) {
		size_t room = room_for(pool, seL4_PageBits);
		size_t now = room < count ? room : count;
		int error = now ? make(pool, ARCH_FRAME_OBJECT, 0, seL4_PageBits, first, now)
				: add_frames_block(pool, count);

		if (error)
			return error;
		first += now;
		count -= now;
	}
	return 0;
}

int pool_frames(struct pool *pool, size_t count, seL4_CPtr *first)
{
	struct slots *slots = pool->memory->slots;
	int error = slots_take(slots, pool->owner, count, first);

	if (error)
		return error;
	error = fill_frames(pool, count, *first);
	if (error) {
		for (size_t i = 0; i < count; i++)
			kernel_delete(*first + i);
		slots_give(slots, *first, count);
	}
	return error;
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
	while ((slot = slots_next(slots, pool->owner, slot)) != 0) {
		kernel_delete(slot);
		slots_give(slots, slot, 1);
	}
}
