/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Many producers, one consumer, all threads of one component: a list that threads push
 * to and one thread takes away whole. Lock-free: a thread that is stopped or killed
 * anywhere holds up nobody. The nodes belong to the producers, stand within what they
 * send, and are the consumer's from push to take, so nothing is copied or runs full.
 */
#ifndef RING_MPSC_H
#define RING_MPSC_H

#include <stdbool.h>
#include <stddef.h>

struct mpsc_node {
	struct mpsc_node *next;
};

/** Zeroed memory is an empty list. */
struct mpsc {
	struct mpsc_node *newest;
};

/**
 * Append a node. Any thread, at any time.
 *
 * @return true if the list was empty: the consumer may be asleep, signal it. It needs no
 *         flag: a signal that comes before the wait is kept.
 * @time O(1) unless others push at the same moment
 */
static inline bool mpsc_push(struct mpsc *list, struct mpsc_node *node)
{
	struct mpsc_node *newest = __atomic_load_n(&list->newest, __ATOMIC_RELAXED);

	do
		node->next = newest;
	while (!__atomic_compare_exchange_n(&list->newest, &newest, node, true,
					    __ATOMIC_RELEASE /* what the node carries, before the node */,
					    __ATOMIC_RELAXED));
	return !newest;
}

/**
 * Take all nodes. The one consumer only; when there are none it waits for the signal.
 * @return the oldest, linked by @next to the newest, each producer's in its order; or NULL
 * @time O(nodes)
 */
struct mpsc_node *mpsc_take(struct mpsc *list);

#endif
