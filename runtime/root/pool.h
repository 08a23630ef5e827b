/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The memory of one owner: blocks that kernel objects are made from. Objects are not
 * given back singly but all at once, with the pool; giving back a block destroys what
 * was made from it, so nothing can be forgotten.
 */
#ifndef ROOT_POOL_H
#define ROOT_POOL_H

#include "memory.h"

enum {
	POOL_BLOCK_BITS = 14,  /* least taken at a time, unless told otherwise */
	POOL_LOOK_BLOCKS = 16, /* how many of the latest blocks are looked at for room */
	POOL_FRAMES_MAX = 256, /* frames in one call: what one Retype makes */
};

struct pool {
	struct memory *memory;
	struct block *blocks; /* the latest first */
	uint64_t bytes;       /* of all blocks */
	uint64_t limit_bytes; /* of them; 0: none */
	uint8_t owner;        /* of the slots that its objects go to */
	uint8_t block_bits;   /* log2 of the bytes taken at a time for small objects */
};

/** An empty pool. @param owner  see slots_take */
void pool_init(struct pool *pool, struct memory *memory, uint8_t owner);

/**
 * Make one object.
 *
 * @param type         as for Untyped_Retype
 * @param user_bits    log2 of slots for a CNode, else unused
 * @param object_bits  log2 of the object's bytes
 * @return 0, -ENOMEM, -ENOSPC (slots), -EDQUOT (the pool's or its owner's limit)
 */
int pool_object(struct pool *pool, seL4_Word type, unsigned user_bits, unsigned object_bits, seL4_CPtr *slot);

/**
 * Make 4 KiB frames of zeroed memory.
 *
 * @param count  1..POOL_FRAMES_MAX
 * @param first  out: their capabilities stand in @count slots from here
 * @return 0, -ENOMEM, -ENOSPC, -EDQUOT. On error no slot is held; memory stays with the pool.
 */
int pool_frames(struct pool *pool, size_t count, seL4_CPtr *first);

/** Make frames into slots that are there already. */
int pool_fill_frames(struct pool *pool, size_t count, seL4_CPtr first);

/**
 * Take the memory for so many bytes of objects in few large pieces.
 * @return 0, -ENOMEM, -EDQUOT; what was taken stays with the pool
 */
int pool_reserve(struct pool *pool, uint64_t bytes);

/** Frames of zeroed memory that follow each other in physical memory. */
struct region {
	seL4_CPtr first; /* capabilities, in a row */
	size_t count;
	unsigned frame_bits;
	uint64_t paddr;
};

/**
 * Make a region.
 *
 * @param bytes  rounded up: to large pages if it is one or more, else to small ones
 * @return as pool_frames
 */
int pool_region(struct pool *pool, uint64_t bytes, struct region *region);

/** Destroy everything and give all memory back, and the owner's slots with what is in them. */
void pool_empty(struct pool *pool);

#endif
