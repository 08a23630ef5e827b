/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The two ends of a ring in memory that another protection domain writes too
 * (layout and protocol: abi/kaal/ring.h).
 *
 * Each end keeps its own index in private memory, so that the peer cannot move it,
 * and believes the peer's index only when it lies within the ring. One thread a side.
 *
 * An end that finds nothing to do sleeps like this, and misses nothing:
 *
 *	while (ring_available(&in) == 0)
 *		if (ring_consumer_sleep(&in))
 *			wait for the connection's signal
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
	uint32_t epoch; /* last one seen */
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
 * Become the producer of a ring.
 *
 * Nothing must be initialised before. A producer that attaches again, after a
 * restart, goes on behind the entries already there.
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
int64_t ring_room(const struct ring_producer *producer);

/** @return entries that can be read now, or -EPROTO as ring_room */
int64_t ring_available(const struct ring_consumer *consumer);

/**
 * Write as many of @count entries as there is room for; the peer sees them at once.
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
 * After writing: must the consumer be signalled?
 * True at most once for each time that it asked.
 */
bool ring_producer_notify(struct ring_producer *producer);

/**
 * After reading: must the producer be signalled? True at most once for each time that
 * it asked, and only when half the ring is free, so that it does not wake for every
 * entry. So call it after every read: the last one makes it true at the latest.
 */
bool ring_consumer_notify(struct ring_consumer *consumer);

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

/** Whether an end attached since the last call, other than by attaching @view itself. */
bool ring_peer_restarted(struct ring_view *view);

#endif
