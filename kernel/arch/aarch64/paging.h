/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Translation-table entries and the walk through them (Arm ARM, D8.3; 4 KiB granule, 48-bit addresses). */
#ifndef ARM_PAGING_H
#define ARM_PAGING_H

#include "object/cap.h"

enum {
	PAGE_VALID = 1 << 0,
	PAGE_TABLE = 1 << 1,      /* above the last level: a table, not a block */
	PAGE_LEAF = 1 << 1,       /* at the last level: always set */
	PAGE_ATTRIBUTE_SHIFT = 2, /* index into MAIR, which the loader has set: */
	PAGE_DEVICE = 0,          /* nGnRnE */
	PAGE_NORMAL = 4 << 2,     /* write-back */
	PAGE_USER = 1 << 6,
	PAGE_READ_ONLY = 1 << 7,
	PAGE_ACCESSED = 1 << 10,
	PAGE_NOT_GLOBAL = 1 << 11,
	PAGE_ENTRIES = 512,
};

#define PAGE_KERNEL_NO_EXECUTE (1ull << 53)
#define PAGE_USER_NO_EXECUTE   (1ull << 54)
#define PAGE_ADDRESS           0x0000fffffffff000ull

#define PAGE_KERNEL_CODE     (PAGE_VALID | PAGE_ACCESSED | PAGE_NORMAL | PAGE_USER_NO_EXECUTE | PAGE_READ_ONLY)
#define PAGE_KERNEL_CONSTANT (PAGE_KERNEL_CODE | PAGE_KERNEL_NO_EXECUTE)
#define PAGE_KERNEL_DATA \
	(PAGE_VALID | PAGE_ACCESSED | PAGE_NORMAL | PAGE_USER_NO_EXECUTE | PAGE_KERNEL_NO_EXECUTE)
#define PAGE_KERNEL_DEVICE \
	(PAGE_VALID | PAGE_ACCESSED | PAGE_DEVICE | PAGE_USER_NO_EXECUTE | PAGE_KERNEL_NO_EXECUTE)

/*
 * Levels are counted from the last one: 1 has pages, 2 blocks of 2 MiB, 3 blocks of
 * 1 GiB, 4 is the root. (The Arm ARM counts from the root: 0..3.)
 */
enum { PAGE_ROOT_LEVEL = 4 };

/** log2 of what one entry of a table of @level maps. */
static inline unsigned paging_shift(unsigned level)
{
	return 12 + 9 * (level - 1);
}

static inline unsigned paging_index(u64 vaddr, unsigned level)
{
	return (unsigned)(vaddr >> paging_shift(level)) & (PAGE_ENTRIES - 1);
}

static inline bool paging_is_table(u64 entry, unsigned level)
{
	return level > 1 && (entry & (PAGE_VALID | PAGE_TABLE)) == (PAGE_VALID | PAGE_TABLE);
}

/** Does @entry of a table of @level map a page or block? */
static inline bool paging_is_page(u64 entry, unsigned level)
{
	return (entry & PAGE_VALID) && !paging_is_table(entry, level);
}

struct paging_walk {
	u64 *entry;     /* not a table's */
	unsigned level; /* of the table that it stands in */
};

/** Follow tables from @root as far as they go. */
struct paging_walk paging_walk(u64 *root, u64 vaddr);

/** The entry on the way to @vaddr that refers to @table, NULL if there is none. */
u64 *paging_find_table(u64 *root, u64 vaddr, const u64 *table);

#endif
