/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "paging.h"

#include "arch_memory.h"

struct paging_walk paging_walk(u64 *root, u64 vaddr)
{
	struct paging_walk walk = { &root[paging_index(vaddr, PAGE_ROOT_LEVEL)], PAGE_ROOT_LEVEL };

	while (paging_is_table(*walk.entry, walk.level)) {
		u64 *table = kernel_address(*walk.entry & PAGE_ADDRESS);

		walk.level--;
		walk.entry = &table[paging_index(vaddr, walk.level)];
	}
	return walk;
}

u64 *paging_find_table(u64 *root, u64 vaddr, const u64 *table)
{
	u64 *at = root;

	for (unsigned level = PAGE_ROOT_LEVEL; level > 1; level--) {
		u64 *entry = &at[paging_index(vaddr, level)];

		if (!paging_is_table(*entry, level))
			return NULL;
		at = kernel_address(*entry & PAGE_ADDRESS);
		if (at == table)
			return entry;
	}
	return NULL;
}
