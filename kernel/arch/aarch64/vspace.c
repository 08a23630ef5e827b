/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "vspace.h"

#include "arch/arch.h"
#include "arch_memory.h"
#include "cache.h"
#include "object/asid.h"

enum {
	/* message words of the VSpace's cache operations */
	VSPACE_START = 0,
	VSPACE_END,
	VSPACE_LENGTH,
};

u64 *arch_vspace_root(struct cap cap)
{
	return cap_object(cap);
}

struct cap arch_vspace_assign(struct cap cap, u64 asid)
{
	u64 *root = cap_object(cap), ttbr = mapping_make(asid, physical_address(root));

	root[ROOT_OWNER] = ttbr;
	return cap_vspace(root, ttbr);
}

void arch_vspace_retire(u64 *root)
{
	if (kernel.arch.vspace == root[ROOT_OWNER])
		vspace_unload();
	vspace_flush(mapping_asid(root[ROOT_OWNER]));
	root[ROOT_OWNER] = 0;
}

void vspace_unload(void)
{
	kernel.arch.vspace = 0;
	ttbr0_write(kernel_map_no_vspace());
	cpu_isb();
}

void vspace_flush_page(u64 asid, u64 vaddr)
{
	cpu_tlb_page(asid << MAPPING_ASID_SHIFT | vaddr >> seL4_PageBits);
}

void vspace_flush(u64 asid)
{
	cpu_tlb_asid(asid << MAPPING_ASID_SHIFT);
}

struct vspace_lookup vspace_check(struct cap cap, u64 number)
{
	u64 *root = asid_root(cap_vspace_asid(cap));

	if (!root)
		return (struct vspace_lookup){ result_invalid_root(), NULL };
	if (root != cap_object(cap))
		return (struct vspace_lookup){ result_invalid_cap(number), NULL };
	return (struct vspace_lookup){ result_ok(), root };
}

struct result vspace_invoke(const struct invocation *inv)
{
	struct vspace_lookup vspace;
	struct paging_walk walk;
	u64 start, end, page_last;

	if (inv->label < ARMVSpaceClean_Data || inv->label > ARMVSpaceUnify_Instruction)
		return result_error(seL4_IllegalOperation);
	if (inv->length < VSPACE_LENGTH)
		return result_error(seL4_TruncatedMessage);
	start = invocation_word(inv, VSPACE_START);
	end = invocation_word(inv, VSPACE_END);
	if (end <= start)
		return result_invalid_argument(1);
	if (end > seL4_UserTop)
		return result_error(seL4_IllegalOperation);
	if (!arch_cap_is_vspace(inv->cap))
		return result_invalid_cap(0);
	vspace = vspace_check(inv->cap, 0);
	if (!result_is_ok(vspace.result))
		return vspace.result;
	walk = paging_walk(vspace.root, start);
	if (!paging_is_page(*walk.entry, walk.level))
		return result_ok();
	page_last = start | ((1ull << paging_shift(walk.level)) - 1);
	if (end - 1 > page_last)
		return result_range(start, page_last);
	if (inv->label == ARMVSpaceInvalidate_Data && (*walk.entry & PAGE_READ_ONLY))
		return result_error(seL4_IllegalOperation);

	cache_maintain(inv->cap.w1, (enum cache_operation)(inv->label - ARMVSpaceClean_Data), start, end - 1);
	return result_ok();
}
