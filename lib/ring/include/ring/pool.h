/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A pool: a region of equal buffers that two sides have mapped, and one side's private
 * ledger of who has each. Descriptors (struct kaal_descriptor) in rings hand buffers over.
 *
 * The lender begins with all buffers and takes them when it needs them; the borrower
 * begins with none. Each side only believes its own ledger: a peer that returns a buffer
 * twice, or hands over one that it does not have, is refused, and nothing else happens.
 * What stands in a buffer the peer can change even when it should not: copy once what
 * must be checked.
 */
#ifndef RING_POOL_H
#define RING_POOL_H

#include <ring/ring.h>

enum ring_pool_side { RING_POOL_LENDER, RING_POOL_BORROWER };

/** What both sides agree on beforehand; none of it comes from shared memory. */
struct ring_pool_area {
	void *memory; /* borrowed */
	size_t bytes;
	uint32_t buffer_bytes; /* 1 .. @bytes; what is left over at the end is not used */
	uint64_t dma_addr;     /* of @memory, for devices; 0: they have no access */
};

struct ring_pool {
	struct ring_pool_area area;
	enum ring_pool_side side;
	uint32_t count;   /* buffers */
	uint32_t away;    /* of them: with the peer */
	uint32_t free;    /* first of the lender's free buffers, or KAAL_NO_BUFFER */
	uint32_t *ledger; /* who has it, or which is free next */
};

/**
 * Set up one side's view of a pool.
 *
 * @param ledger         one word a buffer, borrowed; need not be initialised
 * @param ledger_count   words in it: more buffers than that are not used
 * @return 0, or -EINVAL: not even one buffer
 * @time O(buffers)
 */
int ring_pool_open(struct ring_pool *pool, enum ring_pool_side side, const struct ring_pool_area *area,
		   uint32_t *ledger, uint32_t ledger_count);

/** Begin anew: the peer was restarted, and all that it or we had lent is back with the lender. */
void ring_pool_reset(struct ring_pool *pool);

/**
 * Lender: take a free buffer.
 * @return its number, or -ENOSPC
 * @time O(1)
 */
int64_t ring_pool_take(struct ring_pool *pool);

/**
 * Lender: make a buffer free that was taken, and is not with the peer.
 * @return 0, or -EINVAL: it is not ours to free
 */
int ring_pool_free(struct ring_pool *pool, uint32_t buffer);

/**
 * Before putting @descriptor into a ring: its buffer is the peer's from now on.
 * Sets its flag KAAL_DESCRIPTOR_DMA as the pool is.
 * @return 0, or -EINVAL: it is not ours to give, or does not hold so many bytes
 */
int ring_pool_send(struct ring_pool *pool, struct kaal_descriptor *descriptor);

/**
 * After copying @descriptor out of a ring: its buffer is ours from now on.
 * @return 0, or -EPROTO: the peer does not have that buffer, or it does not hold so many bytes
 */
int ring_pool_receive(struct ring_pool *pool, const struct kaal_descriptor *descriptor);

/** @return where the bytes of a descriptor stand that ring_pool_send or _receive accepted */
static inline void *ring_pool_data(const struct ring_pool *pool, const struct kaal_descriptor *descriptor)
{
	return (uint8_t *)pool->area.memory + (size_t)descriptor->buffer * pool->area.buffer_bytes +
	       descriptor->offset;
}

/**
 * The same for a device. The address comes from this side's own grant alone.
 * @return 0, or -EINVAL: devices have no access to this pool
 */
int ring_pool_dma(const struct ring_pool *pool, const struct kaal_descriptor *descriptor, uint64_t *addr);

#endif
