/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "table.h"

#include "arch/arch.h"
#include "cap_arch.h"
#include "paging.h"
#include "object/asid.h"
#include "vspace.h"

enum {
	/* message words of ARM_PageTable_Map */
	TABLE_MAP_VADDR = 0,
	TABLE_MAP_ATTRIBUTES, /* without effect */
	TABLE_MAP_LENGTH,
};

u64 table_entry(const u64 *table)
{
	return physical_address(table) | PAGE_VALID | PAGE_TABLE;
}

static struct result table_map(const struct invocation *inv)
{
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
	vaddr = invocation_word(inv, TABLE_MAP_VADDR);
	if (vaddr > seL4_UserTop)
		return result_invalid_argument(0);
	vspace = vspace_check(root, 1);
	if (!result_is_ok(vspace.result))
		return vspace.result;
	walk = paging_walk(vspace.root, vaddr);
	if (walk.level == 1 || (*walk.entry & PAGE_VALID))
		return result_error(seL4_DeleteFirst);

	vaddr &= ~((1ull << paging_shift(walk.level)) - 1);
	inv->slot->cap.w1 = mapping_make(cap_vspace_asid(root), vaddr);
	*walk.entry = table_entry(cap_object(inv->cap));
	cpu_tables_written();
	return result_ok();
}

void table_unlink(struct cap cap)
{
	u64 asid = mapping_asid(cap.w1), *root, *entry;

	if (!asid)
		return;
	root = asid_root(asid);
	if (!root)
		return;
	entry = paging_find_table(root, mapping_vaddr(cap.w1), cap_object(cap));
	if (!entry)
		return;
	*entry = 0;
	vspace_flush(asid);
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
	switch (inv->label) {
	case ARMPageTableMap:
		return table_map(inv);
	case ARMPageTableUnmap:
		return table_unmap(inv);
	default:
		return result_error(seL4_IllegalOperation);
	}
}
