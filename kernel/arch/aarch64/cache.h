/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Cache maintenance on behalf of users, by their addresses. */
#ifndef ARM_CACHE_H
#define ARM_CACHE_H

#include "object/cap.h"

/** In the order of the labels. */
enum cache_operation {
	CACHE_CLEAN = 0, /* to the point of coherency, as the next two */
	CACHE_INVALIDATE,
	CACHE_CLEAN_INVALIDATE,
	CACHE_UNIFY, /* instructions see what data has written */
};

/** Operate on all lines that hold any of @first..@last, addresses that are mapped in the VSpace of @ttbr. */
void cache_maintain(u64 ttbr, enum cache_operation operation, u64 first, u64 last);

#endif
