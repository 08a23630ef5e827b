/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "frame.h"

#include "arch/arch.h"
#include "cache.h"
#include "cap_arch.h"
#include "paging.h"
#include "object/asid.h"
#include "vspace.h"

enum {
	/* message words of ARM_Page_Map */
	FRAME_MAP_VADDR = 0,
	FRAME_MAP_RIGHTS,
	FRAME_MAP_ATTRIBUTES,
	FRAME_MAP_LENGTH,

	/* and of the cache operations */
	FRAME_FLUSH_START = 0,
	FRAME_FLUSH_END,
	FRAME_FLUSH_LENGTH,
};

u64 frame_entry(u64 paddr, unsigned size, unsigned rights, u64 attributes)
{
	u64 entry = paddr | PAGE_VALID | PAGE_ACCESSED | PAGE_NOT_GLOBAL | PAGE_KERNEL_NO_EXECUTE;

	if (rights & FRAME_READ)
		entry |= PAGE_USER | (rights & FRAME_WRITE ? 0 : PAGE_READ_ONLY);
	if (size == 0)
		entry |= PAGE_LEAF;
	if (attributes & seL4_ARM_PageCacheable)
		entry |= PAGE_NORMAL;
	if (attributes & seL4_ARM_ExecuteNever)
		entry |= PAGE_USER_NO_EXECUTE;
	return entry;
}

/** May the frame be mapped at @vaddr of the VSpace with @asid, as far as the frame goes? */
static struct result frame_check_place(struct cap frame, u64 vaddr, u64 asid)
{
	if (frame.w1) {
		if (mapping_asid(frame.w1) != asid)
			return result_invalid_cap(1);
		if (mapping_vaddr(frame.w1) != vaddr)
			return result_invalid_argument(0);
	} else if (vaddr + (1ull << cap_frame_size_bits(frame)) - 1 > seL4_UserTop) {
		return result_invalid_argument(0);
	}
	return result_ok();
}

struct result arch_frame_map(const struct invocation *inv)
{
	unsigned size = cap_frame_size(inv->cap);
	struct vspace_lookup vspace;
	struct paging_walk walk;
	struct result result;
	struct cap root;
	u64 vaddr, asid, old;

	if (inv->length < FRAME_MAP_LENGTH || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	root = inv->extra[0]->cap;
	vaddr = invocation_word(inv, FRAME_MAP_VADDR);
	if (!arch_cap_is_vspace(root))
		return result_invalid_cap(1);
	asid = cap_vspace_asid(root);
	vspace = vspace_check(root, 1);
	if (!result_is_ok(vspace.result))
		return vspace.result;
	if (vaddr & ((1ull << cap_frame_size_bits(inv->cap)) - 1))
		return result_error(seL4_AlignmentError);
	result = frame_check_place(inv->cap, vaddr, asid);
	if (!result_is_ok(result))
		return result;
	walk = paging_walk(vspace.root, vaddr);
	if (walk.level != size + 1)
		return result_missing_cap(paging_shift(walk.level));

	old = *walk.entry;
	if (old & PAGE_VALID) { /* a valid entry changes by way of an invalid one (Arm ARM D8.14.1) */
		*walk.entry = 0;
		vspace_flush_page(asid, vaddr);
	}
	inv->slot->cap.w1 = mapping_make(asid, vaddr);
	*walk.entry =
		frame_entry(cap_paddr(inv->cap), size,
			    cap_frame_rights(inv->cap) & (unsigned)invocation_word(inv, FRAME_MAP_RIGHTS),
			    invocation_word(inv, FRAME_MAP_ATTRIBUTES));
	cpu_tables_written();
	return result_ok();
}

/** The entry that maps the frame of @cap where the capability says, NULL if it is not mapped any more. */
static u64 *frame_find_entry(u64 *root, struct cap cap)
{
	unsigned level = cap_frame_size(cap) + 1;
	struct paging_walk walk = paging_walk(root, mapping_vaddr(cap.w1));
	u64 offset_mask = (1ull << paging_shift(level)) - 1;

	if (walk.level != level || !paging_is_page(*walk.entry, level) ||
	    (*walk.entry & PAGE_ADDRESS & ~offset_mask) != cap_paddr(cap))
		return NULL;
	return walk.entry;
}

void arch_frame_unmap(struct cap cap)
{
	u64 asid = mapping_asid(cap.w1), *root, *entry;

	if (!asid)
		return;
	root = asid_root(asid);
	if (!root)
		return;
	entry = frame_find_entry(root, cap);
	if (!entry)
		return;
	*entry = 0;
	vspace_flush_page(asid, mapping_vaddr(cap.w1));
}

static struct result frame_flush(const struct invocation *inv)
{
	u64 start, end, size = 1ull << cap_frame_size_bits(inv->cap), vaddr, *root, *entry;

	if (inv->length < FRAME_FLUSH_LENGTH)
		return result_error(seL4_TruncatedMessage);
	if (!inv->cap.w1)
		return result_error(seL4_IllegalOperation);
	root = asid_root(mapping_asid(inv->cap.w1));
	if (!root)
		return result_invalid_root();
	start = invocation_word(inv, FRAME_FLUSH_START);
	end = invocation_word(inv, FRAME_FLUSH_END);
	if (end <= start)
		return result_invalid_argument(1);
	if (start >= size || end > size)
		return result_invalid_argument(0);
	entry = frame_find_entry(root, inv->cap);
	if (!entry)
		return result_invalid_cap(0);
	if (inv->label == ARMPageInvalidate_Data && (*entry & PAGE_READ_ONLY))
		return result_error(seL4_IllegalOperation);

	vaddr = mapping_vaddr(inv->cap.w1);
	cache_maintain(root[ROOT_OWNER], (enum cache_operation)(inv->label - ARMPageClean_Data),
		       vaddr + start, vaddr + end - 1);
	return result_ok();
}

struct result arch_frame_invoke(const struct invocation *inv)
{
	bool flush = inv->label >= ARMPageClean_Data && inv->label <= ARMPageUnify_Instruction;

	return flush ? frame_flush(inv) : result_error(seL4_IllegalOperation);
}
