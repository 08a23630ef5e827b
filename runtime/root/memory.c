/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "memory.h"

#include <core/errno.h>

#include "kernel_calls.h"

void memory_init(struct memory *memory, struct slots *slots)
{
	memory->slots = slots;
	for (size_t i = BLOCKS_MAX; i--;) {
		memory->blocks[i].next = memory->spare;
		memory->spare = &memory->blocks[i];
	}
}

static struct block *record_take(struct memory *memory)
{
	struct block *block = memory->spare;

	if (!block)
		return NULL;
	memory->spare = block->next;
	memory->blocks_count++;
	*block = (struct block){ 0 };
	return block;
}

static void record_give(struct memory *memory, struct block *block)
{
	*block = (struct block){ .next = memory->spare };
	memory->spare = block;
	memory->blocks_count--;
}

/* Device memory has no lists: it is asked for by address alone. */
static void list_add(struct memory *memory, struct block *block)
{
	struct block **head = &memory->free[block->bits];

	block->state = BLOCK_FREE;
	if (block->device)
		return;
	block->prev = NULL;
	block->next = *head;
	if (*head)
		(*head)->prev = block;
	*head = block;
}

static void list_remove(struct memory *memory, struct block *block)
{
	if (!block->device) {
		if (block->prev)
			block->prev->next = block->next;
		else
			memory->free[block->bits] = block->next;
		if (block->next)
			block->next->prev = block->prev;
	}
	block->next = block->prev = NULL;
}

static void count_free(struct memory *memory, struct block *block, uint64_t change)
{
	if (!block->device)
		memory->free_bytes += change;
	for (; block; block = block->parent)
		block->free_bytes += change;
}

int memory_add(struct memory *memory, seL4_CPtr slot, uint64_t paddr, unsigned bits, bool device)
{
	struct block *block;

	if (bits < BLOCK_BITS_MIN || bits >= BLOCK_BITS_MAX)
		return 0;
	block = record_take(memory);
	if (!block)
		return -ENOSPC;
	block->slot = slot;
	block->paddr = paddr;
	block->bits = (uint8_t)bits;
	block->device = device;
	if (!device)
		memory->ram_bytes += block_bytes(block);
	count_free(memory, block, block_bytes(block));
	list_add(memory, block);
	return 0;
}

static struct block *half_make(struct memory *memory, struct block *parent, unsigned which)
{
	struct block *half = record_take(memory);
	seL4_CPtr slot;

	if (!half)
		return NULL;
	if (slots_take(memory->slots, OWNER_ROOT, 1, &slot)) {
		record_give(memory, half);
		return NULL;
	}
	if (kernel_retype(parent->slot, seL4_UntypedObject, parent->bits - 1u, slot, 1)) {
		slots_give(memory->slots, slot, 1);
		record_give(memory, half);
		return NULL;
	}
	half->slot = slot;
	half->bits = (uint8_t)(parent->bits - 1);
	half->paddr = parent->paddr + which * block_bytes(half);
	half->free_bytes = block_bytes(half);
	half->device = parent->device;
	half->parent = parent;
	return half;
}

static void half_destroy(struct memory *memory, struct block *half)
{
	kernel_delete(half->slot);
	slots_give(memory->slots, half->slot, 1);
	record_give(memory, half);
}

/* @block is free and on no list; afterwards its halves are free and listed. */
static int split(struct memory *memory, struct block *block)
{
	struct block *low = half_make(memory, block, 0);
	struct block *high = low ? half_make(memory, block, 1) : NULL;

	if (!high) {
		if (low)
			half_destroy(memory, low);
		return -ENOSPC;
	}
	block->halves[0] = low;
	block->halves[1] = high;
	block->state = BLOCK_SPLIT;
	list_add(memory, high);
	list_add(memory, low);
	return 0;
}

/* Undo the splits below @block, all of whose parts are free. */
static void join(struct memory *memory, struct block *block)
{
	for (unsigned i = 0; i < 2; i++) {
		struct block *half = block->halves[i];

		if (half->state == BLOCK_SPLIT)
			join(memory, half);
		list_remove(memory, half);
		half_destroy(memory, half);
		block->halves[i] = NULL;
	}
	list_add(memory, block);
}

static bool is_joinable(const struct block *block)
{
	return block->state == BLOCK_SPLIT && block->free_bytes == block_bytes(block);
}

/* The smallest block of at least @bits that is free but in pieces. */
static struct block *find_joinable(struct memory *memory, unsigned bits)
{
	struct block *best = NULL;

	for (size_t i = 0; i < BLOCKS_MAX; i++) {
		struct block *block = &memory->blocks[i];

		if (is_joinable(block) && !block->device && block->bits >= bits &&
		    (!best || block->bits < best->bits))
			best = block;
	}
	return best;
}

static struct block *find_free(struct memory *memory, unsigned bits)
{
	for (; bits < BLOCK_BITS_MAX; bits++)
		if (memory->free[bits])
			return memory->free[bits];
	return NULL;
}

static struct block *mark_taken(struct memory *memory, struct block *block)
{
	block->state = BLOCK_TAKEN;
	block->used_bytes = 0;
	count_free(memory, block, -block_bytes(block));
	return block;
}

/* Give back the records and slots of whatever is in pieces for nothing. */
static bool join_all(struct memory *memory)
{
	bool joined = false;

	for (size_t i = 0; i < BLOCKS_MAX; i++)
		if (is_joinable(&memory->blocks[i])) {
			join(memory, &memory->blocks[i]);
			joined = true;
		}
	return joined;
}

static struct block *take_split(struct memory *memory, unsigned bits)
{
	struct block *block = find_free(memory, bits);

	if (!block) {
		block = find_joinable(memory, bits);
		if (!block)
			return NULL;
		join(memory, block);
	}
	list_remove(memory, block);
	while (block->bits > bits) {
		if (split(memory, block)) {
			list_add(memory, block);
			return NULL;
		}
		block = block->halves[0];
		list_remove(memory, block);
	}
	return mark_taken(memory, block);
}

struct block *memory_take(struct memory *memory, unsigned bits)
{
	struct block *block;

	if (bits < BLOCK_BITS_MIN || bits >= BLOCK_BITS_MAX)
		return NULL;
	block = take_split(memory, bits);
	if (!block && join_all(memory))
		block = take_split(memory, bits);
	return block;
}

static struct block *find_at(struct memory *memory, uint64_t paddr, unsigned bits)
{
	for (size_t i = 0; i < BLOCKS_MAX; i++) {
		struct block *block = &memory->blocks[i];

		if (block->state == BLOCK_FREE && block->bits >= bits && block->paddr <= paddr &&
		    paddr - block->paddr < block_bytes(block))
			return block;
	}
	return NULL;
}

struct block *memory_take_at(struct memory *memory, uint64_t paddr, unsigned bits)
{
	struct block *block = find_at(memory, paddr, bits);

	if (!block)
		return NULL;
	list_remove(memory, block);
	while (block->bits > bits) {
		if (split(memory, block)) {
			list_add(memory, block);
			return NULL;
		}
		block = block->halves[paddr >= block->halves[1]->paddr];
		list_remove(memory, block);
	}
	return mark_taken(memory, block);
}

void memory_give(struct memory *memory, struct block *block)
{
	kernel_revoke(block->slot);
	count_free(memory, block, block_bytes(block));
	list_add(memory, block);
}

uint64_t memory_largest(const struct memory *memory)
{
	uint64_t largest = 0;

	for (size_t i = 0; i < BLOCKS_MAX; i++) {
		const struct block *block = &memory->blocks[i];

		if ((block->state == BLOCK_FREE || is_joinable(block)) && !block->device &&
		    block_bytes(block) > largest)
			largest = block_bytes(block);
	}
	return largest;
}
