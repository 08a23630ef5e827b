/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * One entry in and out without a function call. @entry_bytes must be a constant, and the
 * entry size that the end was attached with.
 */
#ifndef RING_ENTRY_H
#define RING_ENTRY_H

#include <ring/ring.h>

/**
 * Write one entry; the peer sees it at once.
 * @return 1, 0: the ring is full, -EPROTO as ring_room
 */
static inline int ring_put(struct ring_producer *producer, const void *entry, size_t entry_bytes)
{
	uint32_t used = producer->head - ring_load(&producer->view.shared->tail);

	if (__builtin_expect(used >= producer->view.entries, 0))
		return used > producer->view.entries ? -EPROTO : 0;
	__builtin_memcpy(ring_entry(&producer->view, producer->head, entry_bytes), entry, entry_bytes);
	ring_commit(producer, 1);
	return 1;
}

/**
 * Read one entry: a copy, to be checked and used.
 * @return 1, 0: the ring is empty, -EPROTO as ring_room
 */
static inline int ring_get(struct ring_consumer *consumer, void *entry, size_t entry_bytes)
{
	uint32_t used = ring_load(&consumer->view.shared->head) - consumer->tail;

	if (__builtin_expect(used - 1 >= consumer->view.entries, 0))
		return used ? -EPROTO : 0;
	__builtin_memcpy(entry, ring_entry(&consumer->view, consumer->tail, entry_bytes), entry_bytes);
	ring_release(consumer, 1);
	return 1;
}

#endif
