/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Untyped memory in blocks of powers of two, halved and joined as buddies.
 *
 * Blocks given back are joined only when a larger one is wanted: the kernel clears
 * what an untyped had given out before it starts over, and to join early would make
 * it clear megabytes to hand out a page. What is free for joining is always known, so
 * memory can be split but never stays in pieces.
 */
#ifndef ROOT_MEMORY_H
#define ROOT_MEMORY_H

#include <stdbool.h>

#include "slots.h"

enum {
	BLOCKS_MAX = 8192,
	BLOCK_BITS_MIN = 12,
	BLOCK_BITS_MAX = 48,
};

enum block_state { BLOCK_UNUSED, BLOCK_FREE, BLOCK_SPLIT, BLOCK_TAKEN };

/** One untyped capability. */
struct block {
	seL4_CPtr slot;
	uint64_t paddr;
	uint64_t free_bytes; /* in it and in what it was split into */
	uint64_t used_bytes; /* of a taken block: how far its owner has filled it */
	struct block *parent, *halves[2];
	struct block *next, *prev; /* free: list of its size; taken: its owner's (next only) */
	uint8_t bits, state;
	bool device;
};

struct memory {
	struct slots *slots;
	struct block *free[BLOCK_BITS_MAX]; /* RAM, by size */
	struct block *spare;                /* records not in use */
	uint64_t ram_bytes, free_bytes;
	size_t blocks_count;
	struct block blocks[BLOCKS_MAX];
};

void memory_init(struct memory *memory, struct slots *slots);

/**
 * Hand an untyped capability over to be managed.
 *
 * @return 0, or -ENOSPC: no record left; the untyped stays unused
 */
int memory_add(struct memory *memory, seL4_CPtr slot, uint64_t paddr, unsigned bits, bool device);

/**
 * Take a block of RAM.
 *
 * @param bits  log2 of its bytes, BLOCK_BITS_MIN.. ; a fresh untyped
 * @return NULL when there is none, or no slots or records to split one
 */
struct block *memory_take(struct memory *memory, unsigned bits);

/** Take the block at @paddr, aligned to its size, RAM or device. @return NULL: not managed or taken */
struct block *memory_take_at(struct memory *memory, uint64_t paddr, unsigned bits);

/** Give a block back. Everything ever made from it is destroyed. */
void memory_give(struct memory *memory, struct block *block);

/** Size of the largest block that memory_take would find, 0 if none. @time O(blocks) */
uint64_t memory_largest(const struct memory *memory);

static inline uint64_t block_bytes(const struct block *block)
{
	return 1ull << block->bits;
}

#endif
