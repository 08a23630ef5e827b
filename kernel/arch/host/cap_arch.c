/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Operations on the host's own capabilities and objects. */
#include "abi/sel4/objects.h"
#include "arch/arch.h"
#include "vspace.h"

struct derived arch_cap_derive(const struct slot *slot, struct cap cap)
{
	bool bad = (cap_is_table(cap) || cap_type(cap) == CAP_VSPACE) && cap.w1 == 0;

	if (bad)
		return (struct derived){ result_error(seL4_IllegalOperation), cap_null() };
	if (cap_type(cap) == CAP_FRAME)
		cap.w1 = 0;
	return (struct derived){ result_ok(), cap };
}

struct cap arch_cap_mask(struct cap cap, u64 rights)
{
	if (cap_type(cap) != CAP_FRAME)
		return cap;
	return cap_frame(cap_paddr(cap), cap_frame_size(cap), cap_frame_device(cap),
			 cap_frame_rights(cap) & (unsigned)rights, cap.w1);
}

struct cap arch_cap_update(struct cap cap, u64 data, bool preserve)
{
	return cap;
}

bool arch_cap_revocable(struct cap derived, struct cap source)
{
	return false;
}

bool arch_cap_covers(struct cap a, struct cap b)
{
	u64 a_start = 0, a_bytes = 0, b_start = 0, b_bytes = 0;

	if (cap_type(a) != CAP_FRAME || cap_type(b) != CAP_FRAME)
		return arch_cap_same_object(a, b);
	arch_cap_range(a, &a_start, &a_bytes);
	arch_cap_range(b, &b_start, &b_bytes);
	return b_start >= a_start && b_start + b_bytes <= a_start + a_bytes;
}

bool arch_cap_same_object(struct cap a, struct cap b)
{
	if (cap_type(a) != cap_type(b))
		return false;
	if (cap_type(a) == CAP_FRAME)
		return cap_paddr(a) == cap_paddr(b) && cap_frame_size(a) == cap_frame_size(b) &&
		       cap_frame_device(a) == cap_frame_device(b);
	return cap_object(a) == cap_object(b);
}

bool arch_cap_range(struct cap cap, u64 *paddr, u64 *bytes)
{
	if (cap_type(cap) == CAP_FRAME) {
		*paddr = cap_paddr(cap);
		*bytes = 1ull << cap_frame_size_bits(cap);
	} else {
		*paddr = physical_address(cap_object(cap));
		*bytes = 1ull << seL4_PageBits;
	}
	return true;
}

void arch_cap_finalise(struct cap cap, bool final)
{
	if (cap_type(cap) == CAP_FRAME)
		vspace_unmap(cap);
	else if (!final)
		return;
	else if (cap_is_table(cap))
		vspace_unmap(cap);
	else if (cap_type(cap) == CAP_VSPACE)
		asid_free(cap_object(cap), cap.w1);
}

struct result arch_invoke(const struct invocation *inv)
{
	switch (cap_type(inv->cap)) {
	case CAP_FRAME:
		return frame_invoke(inv);
	case CAP_PAGE_TABLE:
	case CAP_PAGE_DIRECTORY:
	case CAP_PDPT:
		return table_invoke(inv);
	default:
		return result_error(seL4_IllegalOperation);
	}
}

unsigned arch_object_size_bits(unsigned type)
{
	switch (type) {
	case seL4_X64_HugePageObject:
		return seL4_HugePageBits;
	case seL4_X86_LargePageObject:
		return seL4_LargePageBits;
	default:
		return seL4_PageBits;
	}
}

bool arch_object_is_frame(unsigned type)
{
	return type == seL4_X86_4K || type == seL4_X86_LargePageObject || type == seL4_X64_HugePageObject;
}

struct cap arch_object_create(unsigned type, u64 paddr, bool device)
{
	unsigned rights = seL4_RightRead | seL4_RightWrite;

	switch (type) {
	case seL4_X86_4K:
		return cap_frame(paddr, 0, device, rights, 0);
	case seL4_X86_LargePageObject:
		return cap_frame(paddr, 1, device, rights, 0);
	case seL4_X64_HugePageObject:
		return cap_frame(paddr, 2, device, rights, 0);
	case seL4_X86_PageTableObject:
		return cap_table(1, kernel_address(paddr), 0);
	case seL4_X86_PageDirectoryObject:
		return cap_table(2, kernel_address(paddr), 0);
	case seL4_X86_PDPTObject:
		return cap_table(3, kernel_address(paddr), 0);
	default:
		return cap_vspace(kernel_address(paddr), 0);
	}
}

bool arch_cap_is_vspace(struct cap cap)
{
	return cap_type(cap) == CAP_VSPACE && cap.w1 != 0;
}

bool arch_cap_is_unassigned_vspace(struct cap cap)
{
	return cap_type(cap) == CAP_VSPACE && cap.w1 == 0;
}

u64 *arch_vspace_root(struct cap cap)
{
	return cap_object(cap);
}

struct cap arch_vspace_assign(struct cap cap, u64 asid)
{
	return cap_vspace(cap_object(cap), asid);
}

void arch_vspace_retire(u64 *root)
{
	if (kernel.arch.vspace == root)
		kernel.arch.vspace = NULL;
}

struct result arch_ipc_buffer_check(struct cap cap, u64 vaddr)
{
	if (cap_type(cap) != CAP_FRAME || cap_frame_device(cap))
		return result_error(seL4_IllegalOperation);
	if (vaddr % (1 << seL4_IPCBufferSizeBits) != 0)
		return result_error(seL4_AlignmentError);
	return result_ok();
}
