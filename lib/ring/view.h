/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What producer and consumer share: geometry, and access to the shared words. */
#ifndef RING_VIEW_H
#define RING_VIEW_H

#include <ring/ring.h>

/** Set up @view and announce this end in the epoch. @return 0 or -EINVAL */
int ring_view_attach(struct ring_view *view, void *memory, size_t bytes, uint32_t entry_bytes);

/** Address of the entry that index @at stands for. */
static inline uint8_t *ring_entry(const struct ring_view *view, uint32_t at)
{
	return view->shared->data + (size_t)(at & (view->entries - 1)) * view->entry_bytes;
}

/** How many of @count entries from index @at on lie before the wrap. */
static inline uint32_t ring_run(const struct ring_view *view, uint32_t at, uint32_t count)
{
	uint32_t to_end = view->entries - (at & (view->entries - 1));

	return count < to_end ? count : to_end;
}

/*
 * An index of the peer: acquire, so that entries are accessed only after the index
 * that gave them to us was read (consumer: head before the data it covers; producer:
 * tail before the data is overwritten).
 */
static inline uint32_t ring_load(const uint32_t *word)
{
	return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

/*
 * An index of ours. As a release it orders our accesses to entries before it. As a
 * sequentially consistent store it also comes before the load of the peer's "waits"
 * flag that follows in ring_flag_take; the peer sets that flag before it loads this
 * index (ring_flag_raise, ring_load_after_flag). So either we see the flag or it sees the index.
 */
static inline void ring_publish(uint32_t *word, uint32_t value)
{
	__atomic_store_n(word, value, __ATOMIC_SEQ_CST);
}

static inline void ring_flag_raise(uint32_t *flag)
{
	__atomic_store_n(flag, 1, __ATOMIC_SEQ_CST);
}

static inline uint32_t ring_load_after_flag(const uint32_t *word)
{
	return __atomic_load_n(word, __ATOMIC_SEQ_CST);
}

/** Lower the flag. @return whether it was up */
static inline bool ring_flag_take(uint32_t *flag)
{
	if (!__atomic_load_n(flag, __ATOMIC_SEQ_CST))
		return false;
	return __atomic_exchange_n(flag, 0, __ATOMIC_SEQ_CST) != 0;
}

#endif
