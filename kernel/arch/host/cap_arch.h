/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Capabilities of the host's own types. Bits 15..5 of w0 and w1 by type:
 *
 *   page table,                                                  w1 mapping
 *   page directory, PDPT
 *   VSpace                                                       w1 ASID, 0 while it has none
 *
 * A mapping, of frames too, is the virtual address | ASID, 0 while not mapped: addresses are
 * multiples of 4 KiB, and no VSpace has ASID 0.
 */
#ifndef HOST_CAP_ARCH_H
#define HOST_CAP_ARCH_H

#include "object/cap.h"
#include "object/frame.h"

enum {
	CAP_PAGE_TABLE = CAP_ARCH_FIRST, /* the three tables in the order of their level, 1..3 */
	CAP_PAGE_DIRECTORY,
	CAP_PDPT,
	CAP_VSPACE,

	ASID_MASK = 4095,
};

static inline u64 mapping_asid(u64 mapping)
{
	return mapping & ASID_MASK;
}

static inline u64 mapping_vaddr(u64 mapping)
{
	return mapping & ~(u64)ASID_MASK;
}

static inline bool cap_is_table(struct cap cap)
{
	return cap_type(cap) >= CAP_PAGE_TABLE && cap_type(cap) <= CAP_PDPT;
}

/** 1 page table, 2 page directory, 3 PDPT */
static inline unsigned cap_table_level(struct cap cap)
{
	return cap_type(cap) - CAP_PAGE_TABLE + 1;
}

static inline struct cap cap_table(unsigned level, u64 *table, u64 mapping)
{
	return cap_make(CAP_PAGE_TABLE + level - 1, (u64)table, 0, mapping);
}

static inline struct cap cap_vspace(u64 *root, u64 asid)
{
	return cap_make(CAP_VSPACE, (u64)root, 0, asid);
}

#endif
