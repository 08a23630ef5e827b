/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The ways in which resolving a slot (root, index, depth) fails, for any invocation. */
#ifndef TABLE_LOOKUP_H
#define TABLE_LOOKUP_H

#include "table/table.h"

/** Where a request names a slot: the root, and the word that holds the index. */
struct slot_name {
	unsigned root; /* ROOT_IN_CAP or ROOT_IS_SERVICE */
	unsigned mr;   /* the depth is in the next one */
};

#define ROOT_IN_CAP(n) (n)
enum { ROOT_IS_SERVICE = 100 };

/** A CNode whose capability has this guard, so that 64 bits address a slot. */
enum {
	GUARD = 0xa5,
	GUARD_BITS = 60,
	GUARDED_RADIX = 4,
};

/** What is done to a request's slot name. */
typedef void lookup_breaker(struct request *r, struct slot_name name);

lookup_breaker lookup_break_root;
lookup_breaker lookup_break_depth_zero;
lookup_breaker lookup_break_depth_big;
lookup_breaker lookup_break_guard;
lookup_breaker lookup_break_short;
lookup_breaker lookup_break_left_over;

/** A CNode capability of radix GUARDED_RADIX with the guard above. */
seL4_CPtr make_guarded_cnode(void);

#endif
