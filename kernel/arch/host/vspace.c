/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Mapping and unmapping; the checks and their order are those of x86_64. */
#include "vspace.h"

#include "arch/arch.h"

u64 *vspace_entry(u64 *root, u64 vaddr, unsigned level, unsigned *missing)
{
	u64 *table = root;

	for (unsigned at = ROOT_LEVEL;; at--) {
		u64 *entry = &table[vaddr >> level_bits(at) & (TABLE_ENTRIES - 1)];

		*missing = at;
		if (at == level)
			return entry;
		if (!entry_is_table(*entry))
			return NULL;
		table = kernel_address(entry_paddr(*entry));
	}
}

/** Level of the table whose entry points at the frame or table of @cap. */
static unsigned entry_level(struct cap cap)
{
	return cap_type(cap) == CAP_FRAME ? cap_frame_size(cap) + 1 : cap_table_level(cap) + 1;
}

static u64 object_paddr(struct cap cap)
{
	return cap_type(cap) == CAP_FRAME ? cap_paddr(cap) : physical_address(cap_object(cap));
}

void vspace_unmap(struct cap cap)
{
	bool frame = cap_type(cap) == CAP_FRAME;
	u64 *root = asid_root(mapping_asid(cap.w1)), *entry;
	unsigned missing;

	if (cap.w1 == 0 || !root)
		return;
	entry = vspace_entry(root, mapping_vaddr(cap.w1), entry_level(cap), &missing);
	if (entry && (*entry & ENTRY_PRESENT) && entry_is_table(*entry) == !frame &&
	    entry_paddr(*entry) == object_paddr(cap))
		*entry = 0;
}

/** The ASID of VSpace capability @cap must still be its own. */
static struct result vspace_check(struct cap cap)
{
	if (!asid_root(cap.w1))
		return result_invalid_root();
	return vspace_root(cap) ? result_ok() : result_invalid_cap(1);
}

static bool vaddr_out_of_range(u64 vaddr, u64 bytes)
{
	return vaddr > HOST_USER_TOP || vaddr + bytes > HOST_USER_TOP;
}

/** May @frame be mapped at @vaddr in @vspace? */
static struct result frame_check_place(struct cap frame, struct cap vspace, u64 vaddr)
{
	u64 bytes = 1ull << cap_frame_size_bits(frame);

	if (frame.w1 != 0) {
		if (mapping_asid(frame.w1) != vspace.w1)
			return result_invalid_cap(1);
		if (mapping_vaddr(frame.w1) != vaddr)
			return result_invalid_argument(0);
	} else if (vaddr_out_of_range(vaddr, bytes)) {
		return result_invalid_argument(0);
	}
	if (!result_is_ok(vspace_check(vspace)))
		return vspace_check(vspace);
	return vaddr % bytes == 0 ? result_ok() : result_error(seL4_AlignmentError);
}

struct result arch_frame_map(const struct invocation *inv)
{
	struct cap frame = inv->cap, vspace;
	struct result result;
	unsigned missing;
	u64 vaddr, rights, *entry;

	if (inv->length < 3 || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	vaddr = invocation_word(inv, 0);
	vspace = inv->extra[0]->cap;
	if (!arch_cap_is_vspace(vspace))
		return result_invalid_cap(1);
	result = frame_check_place(frame, vspace, vaddr);
	if (!result_is_ok(result))
		return result;
	entry = vspace_entry(cap_object(vspace), vaddr, entry_level(frame), &missing);
	if (!entry)
		return result_missing_cap(level_bits(missing));
	if (entry_is_table(*entry))
		return result_error(seL4_DeleteFirst);

	rights = cap_frame_rights(frame) & invocation_word(inv, 1);
	*entry =
		cap_paddr(frame) | ENTRY_PRESENT | ENTRY_FRAME | ENTRY_EXECUTE | rights << ENTRY_RIGHTS_SHIFT;
	inv->slot->cap.w1 = vaddr | vspace.w1;
	return result_ok();
}

void arch_frame_unmap(struct cap cap)
{
	vspace_unmap(cap);
}

struct result arch_frame_invoke(const struct invocation *inv)
{
	return result_error(seL4_IllegalOperation);
}

static struct result table_map(const struct invocation *inv)
{
	struct cap table = inv->cap, vspace;
	struct result result;
	unsigned missing;
	u64 vaddr, *entry;

	if (inv->length < 2 || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	if (table.w1 != 0)
		return result_invalid_cap(0);
	vaddr = invocation_word(inv, 0) & ~((1ull << level_bits(entry_level(table))) - 1);
	vspace = inv->extra[0]->cap;
	if (!arch_cap_is_vspace(vspace))
		return result_invalid_cap(1);
	if (vaddr > HOST_USER_TOP)
		return result_invalid_argument(0);
	result = vspace_check(vspace);
	if (!result_is_ok(result))
		return result;
	entry = vspace_entry(cap_object(vspace), vaddr, entry_level(table), &missing);
	if (!entry)
		return result_missing_cap(level_bits(missing));
	if (*entry != 0)
		return result_error(seL4_DeleteFirst);

	*entry = object_paddr(table) | ENTRY_PRESENT;
	inv->slot->cap.w1 = vaddr | vspace.w1;
	return result_ok();
}

static struct result table_unmap(const struct invocation *inv)
{
	if (!slot_is_final(inv->slot))
		return result_error(seL4_RevokeFirst);
	vspace_unmap(inv->cap);
	arch_clear_memory(cap_object(inv->cap), 1u << seL4_PageBits);
	inv->slot->cap.w1 = 0;
	return result_ok();
}

struct result table_invoke(const struct invocation *inv)
{
	u64 map = X86PageTableMap -
		  2 * (cap_table_level(inv->cap) - 1); /* PDPT, directory, table; each Map, Unmap */

	if (inv->label == map)
		return table_map(inv);
	if (inv->label == map + 1)
		return table_unmap(inv);
	return result_error(seL4_IllegalOperation);
}
