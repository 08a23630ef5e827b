/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Many producers, one consumer, across protection domains: each producer has a ring of
 * its own, and the consumer takes them in turn. So a hostile producer can break its own
 * ring only, and a busy one delays another by one batch at most.
 *
 * Threads of one component need no such walls: <ring/mpsc.h>.
 */
#ifndef RING_FAN_IN_H
#define RING_FAN_IN_H

#include <ring/ring.h>

/** One producer's ring, attached by the owner of the fan-in. */
struct ring_fan_in_member {
	struct ring_consumer ring;
	bool broken; /* left out until its producer restarts */
};

struct ring_fan_in {
	struct ring_fan_in_member *members; /* borrowed */
	uint32_t count;                     /* of them, at least 1 */
	uint32_t next;                      /* whose turn it is */
};

/**
 * Read entries of the next ring that has any, in turn. After that the producer may have
 * to be signalled: ring_consumer_notify on its ring.
 *
 * @param count  of a batch: no producer gets more in one turn
 * @param from   set to the member's index unless the result is 0
 * @return entries read, 1..@count; 0: all rings are empty; -EPROTO, once: this member's
 *         producer broke its ring, which is left out from now on
 * @time O(members + bytes read); never blocks
 */
int64_t ring_fan_in_read(struct ring_fan_in *fan_in, void *entries, uint32_t count, uint32_t *from);

/**
 * About to sleep because all rings are empty: ask every producer for a signal.
 * @return true if all are still empty (sleep now), false if there is something after all
 */
bool ring_fan_in_sleep(struct ring_fan_in *fan_in);

#endif
