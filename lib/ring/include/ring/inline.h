/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The inline parts of <ring/ring.h>, which includes this; and the accesses to shared
 * words that everything else is made of. docs/design/ring.md has the reasons for each order.
 */
#ifndef RING_INLINE_H
#define RING_INLINE_H

#include <core/errno.h>

/**
 * A word of the peer. Acquire: entries are accessed only after the index that gave them
 * to us was read (consumer: head before the entries it covers; producer: tail before
 * they are overwritten).
 */
static inline uint32_t ring_load(const uint32_t *word)
{
	return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

/** A word of ours. Release: our accesses to entries come before it. */
static inline void ring_publish(uint32_t *word, uint32_t value)
{
	__atomic_store_n(word, value, __ATOMIC_RELEASE);
}

/**
 * The store before comes before the load after. Whoever publishes an index loads the
 * peer's flag after it, whoever raises a flag loads the peer's index after it: so either
 * the one sees the flag or the other sees the index, and no wake-up is lost.
 */
static inline void ring_fence(void)
{
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/** Lower the flag. @return whether it was up */
static inline bool ring_flag_take(uint32_t *flag)
{
	return __atomic_exchange_n(flag, 0, __ATOMIC_RELAXED) != 0;
}

/** @return whether the flag, which only the peer raises, is up; ring_fence comes before */
static inline bool ring_flag_up(const uint32_t *flag)
{
	return __builtin_expect(__atomic_load_n(flag, __ATOMIC_RELAXED) != 0, 0);
}

/** Address of the entry that index @at stands for. */
static inline uint8_t *ring_entry(const struct ring_view *view, uint32_t at, size_t entry_bytes)
{
	return view->shared->data + (at & (view->entries - 1)) * entry_bytes;
}

static inline int64_t ring_room(const struct ring_producer *producer)
{
	uint32_t used = producer->head - ring_load(&producer->view.shared->tail);

	return used > producer->view.entries ? -EPROTO : (int64_t)(producer->view.entries - used);
}

static inline int64_t ring_available(const struct ring_consumer *consumer)
{
	uint32_t used = ring_load(&consumer->view.shared->head) - consumer->tail;

	return used > consumer->view.entries ? -EPROTO : (int64_t)used;
}

static inline void ring_commit(struct ring_producer *producer, uint32_t count)
{
	producer->head += count;
	ring_publish(&producer->view.shared->head, producer->head);
}

static inline void ring_release(struct ring_consumer *consumer, uint32_t count)
{
	consumer->tail += count;
	ring_publish(&consumer->view.shared->tail, consumer->tail);
}

/** ring_producer_notify after ring_fence. */
static inline bool ring_producer_asked(struct ring_producer *producer)
{
	uint32_t *flag = &producer->view.shared->consumer_waits;

	return ring_flag_up(flag) && ring_flag_take(flag);
}

/** ring_consumer_notify after ring_fence. */
static inline bool ring_consumer_asked(struct ring_consumer *consumer)
{
	uint32_t *flag = &consumer->view.shared->producer_waits;

	return ring_flag_up(flag) && ring_available(consumer) <= consumer->view.entries / 2 &&
	       ring_flag_take(flag);
}

static inline bool ring_producer_notify(struct ring_producer *producer)
{
	ring_fence(); /* head before the flag */
	return ring_producer_asked(producer);
}

static inline bool ring_consumer_notify(struct ring_consumer *consumer)
{
	ring_fence(); /* tail before the flag */
	return ring_consumer_asked(consumer);
}

#endif
