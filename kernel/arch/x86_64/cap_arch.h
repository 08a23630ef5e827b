/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Capabilities of x86_64's own types. Bits 15..5 of w0 and w1 by type:
 *
 *   page table,                                                  w1 mapping
 *   page directory, PDPT
 *   PML4              27..16 ASID, 0 while it has none           w1 what CR3 is loaded with
 *   I/O port                                                     w1 first port | last port << 16
 *
 * A mapping, of frames too, is the virtual address | ASID, 0 while not mapped: addresses are
 * multiples of 4 KiB, and no VSpace has ASID 0.
 */
#ifndef X86_CAP_ARCH_H
#define X86_CAP_ARCH_H

#include "abi/sel4/objects.h"
#include "object/cap.h"
#include "object/frame.h"
#include "sel4_arch/constants.h"

enum {
	CAP_PML4 = CAP_ARCH_FIRST, /* an even number, see vspace.h */
	CAP_PAGE_TABLE,            /* the three tables in the order of their level, 1..3 */
	CAP_PAGE_DIRECTORY,
	CAP_PDPT,
	CAP_IO_PORT,
	CAP_IO_PORT_CONTROL,

	ASID_MASK = 4095,
};

/** Type of a capability, as a number that compares with these and with enum cap_type. */
static inline unsigned cap_arch_type(struct cap cap)
{
	return (unsigned)(cap.w0 & 31);
}

/** VSpace addresses that users may map must end at or below this. */
#define KERNEL_USER_TOP 0x00007fffffffffffull

/* mappings */

static inline u64 mapping_asid(u64 mapping)
{
	return mapping & ASID_MASK;
}

static inline u64 mapping_vaddr(u64 mapping)
{
	return mapping & ~(u64)ASID_MASK;
}

/* paging structures below the root */

static inline bool cap_is_table(struct cap cap)
{
	return cap_arch_type(cap) >= CAP_PAGE_TABLE && cap_arch_type(cap) <= CAP_PDPT;
}

/** 1 page table, 2 page directory, 3 PDPT */
static inline unsigned cap_table_level(struct cap cap)
{
	return cap_arch_type(cap) - CAP_PAGE_TABLE + 1;
}

static inline struct cap cap_table(unsigned level, u64 *table, u64 mapping)
{
	return cap_make(CAP_PAGE_TABLE + level - 1, (u64)table, 0, mapping);
}

/* PML4 */

static inline struct cap cap_pml4(u64 *root, u64 asid, u64 cr3)
{
	return cap_make(CAP_PML4, (u64)root | asid, 0, cr3);
}

static inline u64 *cap_pml4_root(struct cap cap)
{
	return (u64 *)(((int64_t)cap.w0 >> 16) & ~(int64_t)ASID_MASK);
}

static inline u64 cap_pml4_asid(struct cap cap)
{
	return cap_field(cap, 16, 12);
}

/* I/O ports */

static inline struct cap cap_io_port(u16 first, u16 last)
{
	return (struct cap){ CAP_IO_PORT, (u64)first | (u64)last << 16 };
}

static inline u16 cap_io_port_first(struct cap cap)
{
	return (u16)cap.w1;
}

static inline u16 cap_io_port_last(struct cap cap)
{
	return (u16)(cap.w1 >> 16);
}

#endif
