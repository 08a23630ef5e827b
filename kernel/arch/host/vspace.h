/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Address spaces: four levels of tables with 512 entries, as on x86_64. Nothing
 * translates through them, but what maps what, and what unmaps it, is the real thing.
 */
#ifndef HOST_VSPACE_H
#define HOST_VSPACE_H

#include <stddef.h>

#include "api/invocation.h"
#include "cap_arch.h"
#include "kernel.h"
#include "object/asid.h"
#include "sel4_arch/constants.h"

enum {
	TABLE_ENTRIES = 512,
	ROOT_LEVEL = 4, /* a PML4; 1 is a page table */

	/* an entry is a physical address | these */
	ENTRY_PRESENT = 1,
	ENTRY_FRAME = 2, /* not a table */
	ENTRY_RIGHTS_SHIFT = 2,
	ENTRY_EXECUTE = 1 << 4,
	ENTRY_FLAGS = 4095,
};

/** VSpace addresses that users may map must end at or below this. */
#define HOST_USER_TOP 0x00007fffffffffffull

static inline bool entry_is_table(u64 entry)
{
	return (entry & (ENTRY_PRESENT | ENTRY_FRAME)) == ENTRY_PRESENT;
}

static inline u64 entry_paddr(u64 entry)
{
	return entry & ~(u64)ENTRY_FLAGS;
}

/** log2 of the bytes that an entry of a @level table maps. */
static inline unsigned level_bits(unsigned level)
{
	return 12 + 9 * (level - 1);
}

/** Root of VSpace capability @cap, NULL if it is none or its ASID is not its own any more. */
static inline u64 *vspace_root(struct cap cap)
{
	if (cap_type(cap) != CAP_VSPACE || cap.w1 == 0 || asid_root(cap.w1) != cap_object(cap))
		return NULL;
	return cap_object(cap);
}

/**
 * Find the entry for @vaddr in the table of @level.
 * @param missing  level of the last entry looked at
 * @return NULL if that entry is on the way and is no table
 */
u64 *vspace_entry(u64 *root, u64 vaddr, unsigned level, unsigned *missing);

/** Take the frame or table of @cap out of the VSpace that it is mapped in, if it still is there. */
void vspace_unmap(struct cap cap);

struct result table_invoke(const struct invocation *inv);

#endif
