/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What must hold between any two kernel entries. */
#ifndef TESTS_INVARIANTS_H
#define TESTS_INVARIANTS_H

#include "kernel.h"

/**
 * Does the current thread have the highest priority among those ready? DomainSet_Set
 * may break that until the next choice: it does not consider the thread for a switch.
 */
extern bool invariants_highest_runs;

/**
 * Look at everything that can be reached: slots, tree, memory, queues, threads.
 *
 * @param cnode  slots of the first CNode, whose memory is in no untyped, @count of them
 * @param root   the first thread, likewise
 * @return NULL, or what is wrong
 * @time O(n log n) in the number of slots
 */
const char *invariants_broken(struct slot *cnode, unsigned count, struct tcb *root);

#endif
