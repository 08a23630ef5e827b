/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Memory for DMA is normal memory, registers are device memory: only barriers order the two (Arm ARM,
 * B2.3). Devices are in the outer shareable domain.
 */
#ifndef DDDK_DMA_ORDER_H
#define DDDK_DMA_ORDER_H

/** What was written to memory is seen by a device that sees the register write after this. */
static inline void dma_order_before_doorbell(void)
{
	__asm__ volatile("dmb oshst" ::: "memory");
}

/** What is read after this was written before what was read before it: a flag, then what it guards. */
static inline void dma_order_after_read(void)
{
	__asm__ volatile("dmb oshld" ::: "memory");
}

/** What was written before this is seen by whoever sees the write after it: a descriptor, then its flag. */
static inline void dma_order_before_publish(void)
{
	__asm__ volatile("dmb oshst" ::: "memory");
}

/** A write before this is seen before a read after it is done: "I sleep", then "is there anything?". */
static inline void dma_order_full(void)
{
	__asm__ volatile("dmb osh" ::: "memory");
}

#endif
