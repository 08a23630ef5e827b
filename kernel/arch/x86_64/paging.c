/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "paging.h"

#include "arch_memory.h"

struct paging_walk paging_walk(u64 *root, u64 vaddr, unsigned level)
{
	u64 *table = root;

	for (unsigned at = 4; at > level; at--) {
		u64 entry = table[paging_index(vaddr, at)];

		if (!(entry & PAGE_PRESENT) || (entry & PAGE_LARGE))
			return (struct paging_walk){ NULL, paging_shift(at) };
		table = kernel_address(entry & PAGE_ADDRESS);
	}
	return (struct paging_walk){ &table[paging_index(vaddr, level)], 0 };
}

bool paging_maps_page(u64 entry, unsigned level, u64 paddr)
{
	u64 offset_mask = (1ull << paging_shift(level)) - 1;

	if (!(entry & PAGE_PRESENT) || (level > 1 && !(entry & PAGE_LARGE)))
		return false;
	return (entry & PAGE_ADDRESS & ~offset_mask) == paddr;
}

bool paging_maps_table(u64 entry, const u64 *table)
{
	return (entry & PAGE_PRESENT) && !(entry & PAGE_LARGE) &&
	       (entry & PAGE_ADDRESS) == physical_address(table);
}
