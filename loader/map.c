/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The mapping that the kernel starts in: itself at its virtual addresses, the loader where it is. */
#include "loader.h"

enum {
	ENTRIES = 512,
	VALID = 1,
	TABLE = 3,
	NORMAL = 4 << 2, /* attribute index of write-back memory */
	ACCESSED = 1 << 10,
};

/* start.S loads the roots into TTBR0 and TTBR1. */
extern u64 map_low_root[ENTRIES], map_high_root[ENTRIES];
_Alignas(PAGE) u64 map_low_root[ENTRIES], map_low[2][ENTRIES];
_Alignas(PAGE) u64 map_high_root[ENTRIES], map_high[2][ENTRIES];

static unsigned index_of(u64 vaddr, unsigned shift)
{
	return (unsigned)(vaddr >> shift) % ENTRIES;
}

/** Map blocks of 2 MiB from @vaddr, all in one GiB. */
static void map_blocks(u64 *root, u64 (*tables)[ENTRIES], u64 vaddr, u64 paddr, u64 bytes)
{
	root[index_of(vaddr, 39)] = (u64)tables[0] | TABLE;
	tables[0][index_of(vaddr, 30)] = (u64)tables[1] | TABLE;
	for (u64 at = 0; at < bytes; at += BLOCK)
		tables[1][index_of(vaddr + at, 21)] = (paddr + at) | VALID | NORMAL | ACCESSED;
}

const char *map_build(const struct program *kernel, u64 kernel_at)
{
	u64 vaddr = align_down(kernel->virtual.start, BLOCK), end = align_up(kernel->virtual.end, BLOCK);
	u64 here = align_down((u64)loader_start, BLOCK);
	struct range tables = { (u64)loader_start, (u64)loader_end };

	if (kernel->virtual.start % BLOCK != kernel_at % BLOCK)
		return "is not laid out in blocks of 2 MiB";
	if (vaddr >> 48 != 0xffff || vaddr >> 30 != (end - 1) >> 30)
		return "lies in more than one GiB, or not in the upper half of the address space";
	cache_purge(tables);
	map_blocks(map_high_root, map_high, vaddr, align_down(kernel_at, BLOCK), end - vaddr);
	map_blocks(map_low_root, map_low, here, here, BLOCK);
	cache_purge(tables);
	return NULL;
}

void cache_purge(struct range range)
{
	u64 ctr, bytes;

	__asm__ volatile("mrs %0, ctr_el0" : "=r"(ctr));
	bytes = 4ull << (ctr >> 16 & 15);
	__asm__ volatile("dsb sy" : : : "memory");
	for (u64 line = align_down(range.start, bytes); line < range.end; line += bytes)
		__asm__ volatile("dc civac, %0" : : "r"(line) : "memory");
	__asm__ volatile("dsb sy" : : : "memory");
}
