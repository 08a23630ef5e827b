/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Paging-structure entries and the walk through them (Intel SDM vol. 3, 4.5). */
#ifndef X86_PAGING_H
#define X86_PAGING_H

#include "object/cap.h"

enum {
	PAGE_PRESENT = 1 << 0,
	PAGE_WRITE = 1 << 1,
	PAGE_USER = 1 << 2,
	PAGE_PWT = 1 << 3,
	PAGE_PCD = 1 << 4,
	PAGE_LARGE = 1 << 7,  /* in directories: a page, not a table */
	PAGE_PAT_4K = 1 << 7, /* in page tables */
	PAGE_GLOBAL = 1 << 8,
	PAGE_PAT_LARGE = 1 << 12,
	PAGE_ENTRIES = 512,
};

#define PAGE_NO_EXECUTE (1ull << 63)
#define PAGE_ADDRESS    0x000ffffffffff000ull

/* levels: 1 page table, 2 page directory, 3 PDPT, 4 PML4 */

/** log2 of what one entry of a table of @level maps. */
static inline unsigned paging_shift(unsigned level)
{
	return 12 + 9 * (level - 1);
}

static inline unsigned paging_index(u64 vaddr, unsigned level)
{
	return (unsigned)(vaddr >> paging_shift(level)) & (PAGE_ENTRIES - 1);
}

struct paging_walk {
	u64 *entry;       /* NULL: a table is missing on the way */
	u64 missing_bits; /* then: log2 of what that table would map */
};

/** The entry for @vaddr in the table of @level (1..4) under @root. */
struct paging_walk paging_walk(u64 *root, u64 vaddr, unsigned level);

/** Does @entry of a table of @level map the page at @paddr, of the size that belongs to the level? */
bool paging_maps_page(u64 entry, unsigned level, u64 paddr);

/** Does @entry refer to @table? */
bool paging_maps_table(u64 entry, const u64 *table);

#endif
