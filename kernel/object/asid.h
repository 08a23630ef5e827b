/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* ASIDs: pools of the right to have an address space (manual section 7.1.4). */
#ifndef KERNEL_OBJECT_ASID_H
#define KERNEL_OBJECT_ASID_H

#include "api/invocation.h"
#include "kernel.h"

enum { ASID_POOL_ENTRIES = 1 << seL4_ASIDPoolIndexBits };

/** VSpace roots by the low bits of their ASIDs, NULL where free. */
struct asid_pool {
	u64 *root[ASID_POOL_ENTRIES];
};

/** The root that has @asid, or NULL. */
static inline u64 *asid_root(u64 asid)
{
	const struct asid_pool *pool = kernel.asid_pools[asid / ASID_POOL_ENTRIES];

	return pool ? pool->root[asid % ASID_POOL_ENTRIES] : NULL;
}

/** Register the zeroed pool that @page becomes as number @index. @return its capability */
struct cap asid_pool_create(void *page, unsigned index);

/** Give the VSpace of capability @vspace, which has none, the free @asid. @return the capability with it */
struct cap asid_assign(struct cap vspace, u64 asid);

/** The last capability of the VSpace @root goes away: @asid becomes free, if it is still its own. */
void asid_free(u64 *root, u64 asid);

/** The last capability of the pool goes away: its VSpaces lose their ASIDs. */
void asid_pool_finalise(struct cap cap);

#endif
