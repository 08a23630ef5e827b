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
	return (struct derived){ result_ok(), cap };
}

bool arch_cap_revocable(struct cap derived, struct cap source)
{
	return false;
}

bool arch_cap_covers(struct cap a, struct cap b)
{
	return arch_cap_same_object(a, b);
}

bool arch_cap_same_object(struct cap a, struct cap b)
{
	return cap_type(a) == cap_type(b) && cap_object(a) == cap_object(b);
}

bool arch_cap_range(struct cap cap, u64 *paddr, u64 *bytes)
{
	*paddr = physical_address(cap_object(cap));
	*bytes = 1ull << seL4_PageBits;
	return true;
}

void arch_cap_finalise(struct cap cap, bool final)
{
	if (!final)
		return;
	if (cap_is_table(cap))
		vspace_unmap(cap);
	else if (cap_type(cap) == CAP_VSPACE)
		asid_free(cap_object(cap), cap.w1);
}

struct result arch_invoke(const struct invocation *inv)
{
	switch (cap_type(inv->cap)) {
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
