/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A device model may run in another thread.
 */
#ifndef DDDK_DMA_ORDER_H
#define DDDK_DMA_ORDER_H

#include <stdatomic.h>
/** What was written to memory is seen by a device that sees the register write after this. */
static inline void dma_order_before_doorbell(void)
{
	atomic_thread_fence(memory_order_release);
}

/** What is read after this was written before what was read before it: a flag, then what it guards. */
static inline void dma_order_after_read(void)
{
	atomic_thread_fence(memory_order_acquire);
}

/** What was written before this is seen by whoever sees the write after it: a descriptor, then its flag. */
static inline void dma_order_before_publish(void)
{
	atomic_thread_fence(memory_order_release);
}

/** A write before this is seen before a read after it is done: "I sleep", then "is there anything?". */
static inline void dma_order_full(void)
{
	atomic_thread_fence(memory_order_seq_cst);
}

#endif
