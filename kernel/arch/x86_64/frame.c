/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "frame.h"

#include "arch/arch.h"
#include "cap_arch.h"
#include "paging.h"
#include "object/asid.h"
#include "vspace.h"

enum {
	/* message words of X86_Page_Map */
	FRAME_MAP_VADDR = 0,
	FRAME_MAP_RIGHTS,
	FRAME_MAP_ATTRIBUTES,
	FRAME_MAP_LENGTH,

	ATTRIBUTE_PWT = 1, /* the first three are an index into the PAT */
	ATTRIBUTE_PCD = 2,
	ATTRIBUTE_PAT = 4,
};

u64 frame_entry(u64 paddr, unsigned size, unsigned rights, u64 attributes)
{
	u64 entry = paddr | PAGE_PRESENT;

	if (rights & FRAME_READ)
		entry |= PAGE_USER | (rights & FRAME_WRITE ? PAGE_WRITE : 0);
	if (size > 0)
		entry |= PAGE_LARGE;
	if (attributes & ATTRIBUTE_PWT)
		entry |= PAGE_PWT;
	if (attributes & ATTRIBUTE_PCD)
		entry |= PAGE_PCD;
	if (attributes & ATTRIBUTE_PAT)
		entry |= size == 0 ? PAGE_PAT_4K : size == 1 ? PAGE_PAT_LARGE : 0;
	if (attributes & seL4_X86_ExecuteNever)
		entry |= kernel.arch.no_execute;
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
	} else if (vaddr > KERNEL_USER_TOP ||
		   vaddr + (1ull << cap_frame_size_bits(frame)) > KERNEL_USER_TOP) {
		return result_invalid_argument(0);
	}
	return result_ok();
}

struct result arch_frame_map(const struct invocation *inv)
{
	unsigned size = cap_frame_size(inv->cap), level = size + 1;
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
	asid = cap_pml4_asid(root);
	result = frame_check_place(inv->cap, vaddr, asid);
	if (!result_is_ok(result))
		return result;
	vspace = vspace_check(root);
	if (!result_is_ok(vspace.result))
		return vspace.result;
	if (vaddr & ((1ull << cap_frame_size_bits(inv->cap)) - 1))
		return result_error(seL4_AlignmentError);
	walk = paging_walk(vspace.root, vaddr, level);
	if (!walk.entry)
		return result_missing_cap(walk.missing_bits);
	old = *walk.entry;
	if (level > 1 && (old & PAGE_PRESENT) && !(old & PAGE_LARGE))
		return result_error(seL4_DeleteFirst);
	if (size == 2 && !kernel.arch.huge_pages)
		return result_error(seL4_IllegalOperation); /* docs/caveats.md */

	inv->slot->cap.w1 = vaddr | asid;
	*walk.entry =
		frame_entry(cap_paddr(inv->cap), size,
			    cap_frame_rights(inv->cap) & (unsigned)invocation_word(inv, FRAME_MAP_RIGHTS),
			    invocation_word(inv, FRAME_MAP_ATTRIBUTES));
	if (old & PAGE_PRESENT)
		vspace_flush_page(vspace.root, asid, vaddr);
	return result_ok();
}

void arch_frame_unmap(struct cap cap)
{
	u64 asid = mapping_asid(cap.w1), vaddr = mapping_vaddr(cap.w1);
	unsigned level = cap_frame_size(cap) + 1;
	struct paging_walk walk;
	u64 *root;

	if (!asid)
		return;
	root = asid_root(asid);
	if (!root)
		return;
	walk = paging_walk(root, vaddr, level);
	if (!walk.entry || !paging_maps_page(*walk.entry, level, cap_paddr(cap)))
		return;
	*walk.entry = 0;
	vspace_flush_page(root, asid, vaddr);
}

struct result arch_frame_invoke(const struct invocation *inv)
{
	return result_error(seL4_IllegalOperation);
}
