/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "table.h"

#include "arch/arch.h"
#include "cap_arch.h"
#include "paging.h"
#include "object/asid.h"
#include "vspace.h"

enum {
	/* message words of X86_PageTable_Map and its likes */
	TABLE_MAP_VADDR = 0,
	TABLE_MAP_ATTRIBUTES,
	TABLE_MAP_LENGTH,

	ATTRIBUTE_CACHE_SHIFT = 3, /* bits 0, 1 of the attributes are PWT, PCD */
};

u64 table_entry(const u64 *table, u64 attributes)
{
	u64 cache = attributes << ATTRIBUTE_CACHE_SHIFT & (PAGE_PWT | PAGE_PCD);

	return physical_address(table) | PAGE_PRESENT | PAGE_WRITE | PAGE_USER | cache;
}

static struct result table_map(const struct invocation *inv)
{
	unsigned level = cap_table_level(inv->cap);
	struct vspace_lookup vspace;
	struct paging_walk walk;
	struct cap root;
	u64 vaddr;

	if (inv->length < TABLE_MAP_LENGTH || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	if (inv->cap.w1)
		return result_invalid_cap(0);
	root = inv->extra[0]->cap;
	if (!arch_cap_is_vspace(root))
		return result_invalid_cap(1);
	vaddr = invocation_word(inv, TABLE_MAP_VADDR) & ~((1ull << paging_shift(level + 1)) - 1);
	if (vaddr > KERNEL_USER_TOP)
		return result_invalid_argument(0);
	vspace = vspace_check(root);
	if (!result_is_ok(vspace.result))
		return vspace.result;
	walk = paging_walk(vspace.root, vaddr, level + 1);
	if (!walk.entry)
		return result_missing_cap(walk.missing_bits);
	if (*walk.entry & PAGE_PRESENT)
		return result_error(seL4_DeleteFirst);

	inv->slot->cap.w1 = vaddr | cap_pml4_asid(root);
	*walk.entry = table_entry(cap_object(inv->cap), invocation_word(inv, TABLE_MAP_ATTRIBUTES));
	return result_ok();
}

void table_unlink(struct cap cap)
{
	u64 asid = mapping_asid(cap.w1);
	struct paging_walk walk;
	u64 *root;

	if (!asid)
		return;
	root = asid_root(asid);
	if (!root)
		return;
	walk = paging_walk(root, mapping_vaddr(cap.w1), cap_table_level(cap) + 1);
	if (!walk.entry || !paging_maps_table(*walk.entry, cap_object(cap)))
		return;
	*walk.entry = 0;
	vspace_flush(root, asid);
}

static struct result table_unmap(const struct invocation *inv)
{
	if (!slot_is_final(inv->slot))
		return result_error(seL4_RevokeFirst);
	if (inv->cap.w1) {
		table_unlink(inv->cap);
		arch_clear_memory(cap_object(inv->cap), 1 << seL4_PageTableBits);
	}
	inv->slot->cap.w1 = 0;
	return result_ok();
}

struct result table_invoke(const struct invocation *inv)
{
	static const struct {
		u8 map, unmap;
	} labels[] = {
		{ X86PageTableMap, X86PageTableUnmap },
		{ X86PageDirectoryMap, X86PageDirectoryUnmap },
		{ X86PDPTMap, X86PDPTUnmap },
	};
	unsigned level = cap_table_level(inv->cap);

	if (inv->label == labels[level - 1].map)
		return table_map(inv);
	if (inv->label == labels[level - 1].unmap)
		return table_unmap(inv);
	return result_error(seL4_IllegalOperation);
}
