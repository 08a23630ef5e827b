/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Memory that a device reads and writes too, and the barriers that order accesses to
 * it. Whatever a device has written is hostile: it is read once and checked.
 */
#ifndef DDDK_DMA_H
#define DDDK_DMA_H

#include <stdint.h>

#include <dddk/dma_order.h> /* dma_order_before_doorbell, dma_order_after_read, dma_order_before_publish, dma_order_full */

/** An address as a device sees it. */
struct dma_addr {
	uint64_t value;
};

/** Memory for DMA: zeroed, contiguous, kept until the driver ends. */
struct dma_memory {
	void *at;
	struct dma_addr addr;
	uint64_t bytes;
};

static inline struct dma_addr dma_addr_add(struct dma_addr addr, uint64_t bytes)
{
	return (struct dma_addr){ addr.value + bytes };
}

/**
 * A ring of descriptors and who owns which. Entries are given to the device in order
 * and taken back in order; what is given may not be touched.
 */
struct dma_ring {
	struct dma_addr addr; /* of the first entry */
	uint32_t count;       /* entries, a power of two */
	uint32_t given;       /* entries ever given to the device */
	uint32_t taken;       /* of these, entries taken back */
};

/** A typed ring; the kit allocates it before the driver starts, as its needs say (DDDK_RING). */
#define DMA_RING(type)                \
	struct {                      \
		type *entries;        \
		struct dma_ring ring; \
	}

/** @return entries that the driver owns: it may fill and give so many */
static inline uint32_t dma_ring_room(const struct dma_ring *ring)
{
	return ring->count - (ring->given - ring->taken);
}

/** @return entries that the device owns */
static inline uint32_t dma_ring_used(const struct dma_ring *ring)
{
	return ring->given - ring->taken;
}

/** Index of the next entry to fill; only if there is room. Then dma_ring_give. */
static inline uint32_t dma_ring_next(const struct dma_ring *ring)
{
	return ring->given & (ring->count - 1);
}

/** Index of the oldest entry that the device owns; only if there is one. Then dma_ring_take. */
static inline uint32_t dma_ring_oldest(const struct dma_ring *ring)
{
	return ring->taken & (ring->count - 1);
}

/** The filled entry belongs to the device. @return the index behind it, as devices want their tail */
static inline uint32_t dma_ring_give(struct dma_ring *ring)
{
	return ++ring->given & (ring->count - 1);
}

/** The oldest entry belongs to the driver again. */
static inline void dma_ring_take(struct dma_ring *ring)
{
	ring->taken++;
}

#endif
