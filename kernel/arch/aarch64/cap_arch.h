/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Capabilities of AArch64's own types. Bits 15..5 of w0 and w1 by type:
 *
 *   page table                                                   w1 mapping
 *   VSpace                                                       w1 what TTBR0 is loaded with, 0 without ASID
 *   SGI signal                                                   w1 interrupt | target << 8
 *
 * A mapping, of frames too, is the ASID in bits 63..48 and the virtual address below, 0 while not
 * mapped: users' addresses have 47 bits, and no VSpace has ASID 0. TTBR0 has the
 * ASID in the same place, and the root's physical address below.
 */
#ifndef ARM_CAP_ARCH_H
#define ARM_CAP_ARCH_H

#include "abi/sel4/objects.h"
#include "object/cap.h"
#include "object/frame.h"
#include "sel4_arch/constants.h"

enum {
	CAP_PAGE_TABLE = CAP_ARCH_FIRST,
	CAP_VSPACE,
	CAP_SGI,

	MAPPING_ASID_SHIFT = 48,
};

/** Type of a capability, as a number that compares with these and with enum cap_type. */
static inline unsigned cap_arch_type(struct cap cap)
{
	return (unsigned)(cap.w0 & 31);
}

/* mappings */

static inline u64 mapping_make(u64 asid, u64 vaddr)
{
	return asid << MAPPING_ASID_SHIFT | vaddr;
}

static inline u64 mapping_asid(u64 mapping)
{
	return mapping >> MAPPING_ASID_SHIFT;
}

static inline u64 mapping_vaddr(u64 mapping)
{
	return mapping & ((1ull << MAPPING_ASID_SHIFT) - 1);
}

/* page table */

static inline struct cap cap_table(u64 *table, u64 mapping)
{
	return cap_make(CAP_PAGE_TABLE, (u64)table, 0, mapping);
}

/* VSpace */

static inline struct cap cap_vspace(u64 *root, u64 ttbr)
{
	return cap_make(CAP_VSPACE, (u64)root, 0, ttbr);
}

static inline u64 cap_vspace_asid(struct cap cap)
{
	return cap.w1 >> MAPPING_ASID_SHIFT;
}

/* SGI signal */

static inline struct cap cap_sgi(u64 irq, u64 target)
{
	return (struct cap){ CAP_SGI, irq | target << 8 };
}

static inline unsigned cap_sgi_irq(struct cap cap)
{
	return (unsigned)(cap.w1 & 255);
}

static inline unsigned cap_sgi_target(struct cap cap)
{
	return (unsigned)(cap.w1 >> 8);
}

#endif
