/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Capabilities of x86_64's own types. Bits 15..5 of w0 and w1 by type:
 *
 *   frame             6..5 size (0: 4 KiB, 1: 2 MiB, 2: 1 GiB)   w1 mapping
 *                     7 device, 9..8 rights (write, read)
 *   page table,                                                  w1 mapping
 *   page directory, PDPT
 *   PML4              27..16 ASID, 0 while it has none           w1 what CR3 is loaded with
 *   ASID pool                                                    w1 its first ASID
 *   I/O port                                                     w1 first port | last port << 16
 *
 * A mapping is the virtual address | ASID, 0 while not mapped: addresses are
 * multiples of 4 KiB, and no VSpace has ASID 0.
 */
#ifndef X86_CAP_ARCH_H
#define X86_CAP_ARCH_H

#include "abi/sel4/objects.h"
#include "object/cap.h"
#include "sel4_arch/constants.h"

enum {
	CAP_FRAME = CAP_ARCH_FIRST,
	CAP_PAGE_TABLE, /* the three tables in the order of their level, 1..3 */
	CAP_PAGE_DIRECTORY,
	CAP_PDPT,
	CAP_PML4,
	CAP_IO_PORT,
	CAP_IO_PORT_CONTROL,

	FRAME_SIZE_SHIFT = 5,
	FRAME_DEVICE = 1 << 7,
	FRAME_RIGHTS_SHIFT = 8,
	FRAME_WRITE = 1, /* rights */
	FRAME_READ = 2,

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

/* frame */

static inline struct cap cap_frame(u64 paddr, unsigned size, bool device, unsigned rights, u64 mapping)
{
	return cap_make(CAP_FRAME, paddr,
			size << FRAME_SIZE_SHIFT | (device ? FRAME_DEVICE : 0) | rights << FRAME_RIGHTS_SHIFT,
			mapping);
}

static inline unsigned cap_frame_size(struct cap cap)
{
	return (unsigned)cap_field(cap, FRAME_SIZE_SHIFT, 2);
}

static inline unsigned cap_frame_size_bits(struct cap cap)
{
	return 12 + 9 * cap_frame_size(cap);
}

static inline bool cap_frame_device(struct cap cap)
{
	return (cap.w0 & FRAME_DEVICE) != 0;
}

static inline unsigned cap_frame_rights(struct cap cap)
{
	return (unsigned)cap_field(cap, FRAME_RIGHTS_SHIFT, 2);
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
