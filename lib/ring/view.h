/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What producer and consumer share: geometry, attaching, and the way around the wrap. */
#ifndef RING_VIEW_H
#define RING_VIEW_H

#include <ring/ring.h>

/** Set up @view. Writes nothing but what the header tells people. @return 0 or -EINVAL */
int ring_view_open(struct ring_view *view, void *memory, size_t bytes, uint32_t entry_bytes);

/** Announce this end, whose indices are settled, in @own_word; note the peer's epoch. */
void ring_view_announce(struct ring_view *view, uint32_t *own_word, const uint32_t *peer_word);

/** @return @count entries from index @at on, as they stand in the ring */
static inline struct ring_span ring_span_at(const struct ring_view *view, uint32_t at, uint32_t count)
{
	uint32_t to_end = view->entries - (at & (view->entries - 1));
	uint32_t run = count < to_end ? count : to_end;

	return (struct ring_span){
		.first = ring_entry(view, at, view->entry_bytes),
		.second = view->shared->data,
		.first_count = run,
		.second_count = count - run,
	};
}

/** Raise this end's flag; what is loaded next is loaded after it (ring_fence). */
static inline void ring_flag_raise(uint32_t *flag)
{
	__atomic_store_n(flag, 1, __ATOMIC_RELAXED);
	ring_fence();
}

/** ring_producer_attach in two steps: a session puts more between them. */
int ring_producer_open(struct ring_producer *producer, void *memory, size_t bytes, uint32_t entry_bytes);
void ring_producer_announce(struct ring_producer *producer);

#endif
