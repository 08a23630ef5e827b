/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Paging, caches and address-space identifiers (manual seL4_ARM_*). Errors and
 * their order: ABI sheet sections A5 and A6.
 */
#ifndef SEL4_ARCH_VSPACE_H
#define SEL4_ARCH_VSPACE_H

#include <sel4/arch/types.h>
#include <sel4/invoke.h>

/** Map a frame, or change rights and attributes of its mapping. @param vaddr  frame-aligned */
static inline seL4_Error seL4_ARM_Page_Map(seL4_ARM_Page service, seL4_ARM_VSpace vspace, seL4_Word vaddr,
					   seL4_CapRights_t rights, seL4_ARM_VMAttributes attr)
{
	seL4_SetCap(0, vspace);
	return sel4_invoke4(service, ARMPageMap, 1, 3, vaddr, rights.words[0], attr, 0);
}

static inline seL4_Error seL4_ARM_Page_Unmap(seL4_ARM_Page service)
{
	return sel4_invoke0(service, ARMPageUnmap);
}

typedef struct seL4_ARM_Page_GetAddress {
	int error;
	seL4_Word paddr;
} seL4_ARM_Page_GetAddress_t;

static inline seL4_ARM_Page_GetAddress_t seL4_ARM_Page_GetAddress(seL4_ARM_Page service)
{
	struct sel4_registers mrs = { { 0 } };
	seL4_Error error = sel4_invoke(service, ARMPageGetAddress, 0, 0, &mrs);

	return (seL4_ARM_Page_GetAddress_t){ error, mrs.mr[0] };
}

/* Cache maintenance. On a page: [start, end) are offsets within it; on a VSpace: addresses within one page. */
#define SEL4_CACHE_OPERATION(name)                                                                           \
	static inline seL4_Error seL4_ARM_Page_##name(seL4_ARM_Page service, seL4_Word start, seL4_Word end) \
	{                                                                                                    \
		return sel4_invoke4(service, ARMPage##name, 0, 2, start, end, 0, 0);                         \
	}                                                                                                    \
	static inline seL4_Error seL4_ARM_VSpace_##name(seL4_ARM_VSpace service, seL4_Word start,            \
							seL4_Word end)                                       \
	{                                                                                                    \
		return sel4_invoke4(service, ARMVSpace##name, 0, 2, start, end, 0, 0);                       \
	}

SEL4_CACHE_OPERATION(Clean_Data)
SEL4_CACHE_OPERATION(Invalidate_Data)
SEL4_CACHE_OPERATION(CleanInvalidate_Data)
SEL4_CACHE_OPERATION(Unify_Instruction)

#undef SEL4_CACHE_OPERATION

/** Install a table at the first level that @vaddr lacks. */
static inline seL4_Error seL4_ARM_PageTable_Map(seL4_ARM_PageTable service, seL4_ARM_VSpace vspace,
						seL4_Word vaddr, seL4_ARM_VMAttributes attr)
{
	seL4_SetCap(0, vspace);
	return sel4_invoke4(service, ARMPageTableMap, 1, 2, vaddr, attr, 0, 0);
}

static inline seL4_Error seL4_ARM_PageTable_Unmap(seL4_ARM_PageTable service)
{
	return sel4_invoke0(service, ARMPageTableUnmap);
}

/** Make an ASID pool out of a 4 KiB untyped, in slot (root, index, depth). */
static inline seL4_Error seL4_ARM_ASIDControl_MakePool(seL4_ARM_ASIDControl service, seL4_Untyped untyped,
						       seL4_CNode root, seL4_Word index, seL4_Uint8 depth)
{
	seL4_SetCap(0, untyped);
	seL4_SetCap(1, root);
	return sel4_invoke4(service, ARMASIDControlMakePool, 2, 2, index, depth, 0, 0);
}

static inline seL4_Error seL4_ARM_ASIDPool_Assign(seL4_ARM_ASIDPool service, seL4_ARM_VSpace vspace)
{
	seL4_SetCap(0, vspace);
	return sel4_invoke4(service, ARMASIDPoolAssign, 1, 0, 0, 0, 0, 0);
}

#endif
