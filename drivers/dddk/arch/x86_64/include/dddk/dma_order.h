/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Stores are not reordered with stores, nor loads with loads, on this architecture, and an access to
 * uncached memory is not overtaken by an earlier store: only the compiler must be held (Intel SDM 3A, 9.2).
 */
#ifndef DDDK_DMA_ORDER_H
#define DDDK_DMA_ORDER_H

/** What was written to memory is seen by a device that sees the register write after this. */
static inline void dma_order_before_doorbell(void)
{
	__asm__ volatile("" ::: "memory");
}

/** What is read after this was written before what was read before it: a flag, then what it guards. */
static inline void dma_order_after_read(void)
{
	__asm__ volatile("" ::: "memory");
}

/** What was written before this is seen by whoever sees the write after it: a descriptor, then its flag. */
static inline void dma_order_before_publish(void)
{
	__asm__ volatile("" ::: "memory");
}

/** A write before this is seen before a read after it is done: "I sleep", then "is there anything?". */
static inline void dma_order_full(void)
{
	__asm__ volatile("mfence" ::: "memory");
}

#endif
