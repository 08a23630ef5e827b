/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The two ends of a ring in memory that another protection domain writes too
 * (layout: abi/kaal/ring.h, protocol: docs/spec/ring.md, reasons: docs/design/ring.md).
 *
 * Each end keeps its own index in private memory, so that the peer cannot move it,
 * and believes the peer's index only when it lies within the ring. One thread a side.
 *
 * An end that finds nothing to do sleeps like this, and misses nothing:
 *
 *	while (ring_available(&in) == 0)
 *		if (ring_consumer_sleep(&in))
 *			wait for the connection's signal
 *
 * Beside this: <ring/entry.h> one entry of known size without a call, <ring/pool.h>
 * buffers, <ring/fan_in.h> many rings with one consumer, <ring/mpsc.h> threads of one
 * component, <ring/request.h> requests and answers that outlive either side.
 */
#ifndef RING_RING_H
#define RING_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "abi/kaal/ring.h"

/** What both ends know of a ring; set by attaching, private to this domain. */
struct ring_view {
	struct kaal_ring *shared;
	uint32_t entries; /* power of two */
	uint32_t entry_bytes;
	uint32_t epoch;            /* this end's own */
	uint32_t peer_epoch;       /* last one seen */
	const uint32_t *peer_word; /* where the peer announces it */
};

/** The end that writes entries. */
struct ring_producer {
	struct ring_view view;
	uint32_t head;
};

/** The end that reads entries. */
struct ring_consumer {
	struct ring_view view;
	uint32_t tail;
};

/**
 * Entries where they stand in the ring: two runs, because it wraps. The second is empty
 * unless it does. What the consumer sees here the producer can change at any time: copy
 * once what must be checked.
 */
struct ring_span {
	void *first, *second;
	uint32_t first_count, second_count; /* entries */
};

/**
 * Become the producer of a ring.
 *
 * Nothing must be initialised before. A producer that attaches again, after a
 * restart, goes on behind the entries already there. The peer may be asleep and not
 * know: signal it once, whether it asked or not.
 *
 * @param memory       the ring's memory, borrowed, aligned to 64
 * @param bytes        size of it
 * @param entry_bytes  size of an entry, as the interface says; 1 for a byte stream
 * @return 0, or -EINVAL: not even two entries fit, or more than 2^31
 * @time O(1)
 */
int ring_producer_attach(struct ring_producer *producer, void *memory, size_t bytes, uint32_t entry_bytes);

/** Become the consumer of a ring; as ring_producer_attach. */
int ring_consumer_attach(struct ring_consumer *consumer, void *memory, size_t bytes, uint32_t entry_bytes);

/**
 * @return entries that can be written now, or -EPROTO: the peer's index is impossible,
 *         and nothing more should be expected of this connection
 */
static inline int64_t ring_room(const struct ring_producer *producer);

/** @return entries that can be read now, or -EPROTO as ring_room */
static inline int64_t ring_available(const struct ring_consumer *consumer);

/**
 * Write as many of @count entries as there is room for; the peer sees them at once,
 * all together.
 *
 * @return entries written, 0..@count, or -EPROTO as ring_room
 * @time O(bytes written); never blocks
 */
int64_t ring_write(struct ring_producer *producer, const void *entries, uint32_t count);

/**
 * Read up to @count entries. They are copied once: the copy is what to check and use.
 *
 * @return entries read, 0..@count, or -EPROTO as ring_room
 * @time O(bytes read); never blocks
 */
int64_t ring_read(struct ring_consumer *consumer, void *entries, uint32_t count);

/**
 * Get room for up to @count entries, to write them in place. Nobody sees them before
 * ring_commit; to reserve again before that gives the same room again.
 *
 * @param span  set unless the result is negative
 * @return entries reserved, 0..@count, or -EPROTO as ring_room
 * @time O(1)
 */
int64_t ring_reserve(const struct ring_producer *producer, uint32_t count, struct ring_span *span);

/** Let the peer see the first @count of the entries reserved last. */
static inline void ring_commit(struct ring_producer *producer, uint32_t count);

/**
 * Look at up to @count entries in place. They stay in the ring until ring_release.
 *
 * @param span  set unless the result is negative
 * @return entries there, 0..@count, or -EPROTO as ring_room
 * @time O(1)
 */
int64_t ring_peek(const struct ring_consumer *consumer, uint32_t count, struct ring_span *span);

/** Give the first @count of the entries seen last by ring_peek back to the producer. */
static inline void ring_release(struct ring_consumer *consumer, uint32_t count);

/**
 * After writing, once for however many entries: must the consumer be signalled?
 * True at most once for each time that it asked.
 */
static inline bool ring_producer_notify(struct ring_producer *producer);

/**
 * After reading: must the producer be signalled? True at most once for each time that
 * it asked, and only when half the ring is free, so that it does not wake for every
 * entry. So call it after every read: the last one makes it true at the latest.
 */
static inline bool ring_consumer_notify(struct ring_consumer *consumer);

/**
 * About to sleep until the consumer has made room: ask it for a signal.
 *
 * @param room  entries that are wanted, 1 .. all of the ring; all: until everything is read
 * @return true if there is less (sleep now), false if there is as much after all
 */
bool ring_producer_sleep(struct ring_producer *producer, uint32_t room);

/**
 * About to sleep because the ring is empty: ask the producer for a signal.
 * @return true if it is still empty (sleep now), false if there is something after all
 */
bool ring_consumer_sleep(struct ring_consumer *consumer);

/**
 * Begin anew with an empty ring, after the peer broke it and was started again
 * (ring_peer_restarted). What was under way is lost.
 */
void ring_producer_reset(struct ring_producer *producer);

/** As ring_producer_reset. */
void ring_consumer_reset(struct ring_consumer *consumer);

/** Whether the peer attached since the last call, or since @view did. */
bool ring_peer_restarted(struct ring_view *view);

#include <ring/inline.h>

#endif
