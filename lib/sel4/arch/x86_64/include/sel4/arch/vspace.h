/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Paging and address-space identifiers (manual seL4_X86_*). Errors and their
 * order: ABI sheet sections X5 and X6.
 */
#ifndef SEL4_ARCH_VSPACE_H
#define SEL4_ARCH_VSPACE_H

#include <sel4/arch/types.h>
#include <sel4/invoke.h>

/** Map a frame, or change rights and attributes of its mapping. @param vaddr  frame-aligned */
static inline seL4_Error seL4_X86_Page_Map(seL4_X86_Page service, seL4_X64_PML4 vspace, seL4_Word vaddr,
					   seL4_CapRights_t rights, seL4_X86_VMAttributes attr)
{
	seL4_SetCap(0, vspace);
	return sel4_invoke4(service, X86PageMap, 1, 3, vaddr, rights.words[0], attr, 0);
}

static inline seL4_Error seL4_X86_Page_Unmap(seL4_X86_Page service)
{
	return sel4_invoke0(service, X86PageUnmap);
}

typedef struct seL4_X86_Page_GetAddress {
	int error;
	seL4_Word paddr;
} seL4_X86_Page_GetAddress_t;

static inline seL4_X86_Page_GetAddress_t seL4_X86_Page_GetAddress(seL4_X86_Page service)
{
	struct sel4_registers mrs = { { 0 } };
	seL4_Error error = sel4_invoke(service, X86PageGetAddress, 0, 0, &mrs);

	return (seL4_X86_Page_GetAddress_t){ error, mrs.mr[0] };
}

/** Install one level of a paging structure. */
static inline seL4_Error sel4_x86_table_map(seL4_CPtr service, seL4_Word label, seL4_CPtr vspace,
					    seL4_Word vaddr, seL4_X86_VMAttributes attr)
{
	seL4_SetCap(0, vspace);
	return sel4_invoke4(service, label, 1, 2, vaddr, attr, 0, 0);
}

static inline seL4_Error seL4_X86_PageTable_Map(seL4_X86_PageTable service, seL4_X64_PML4 vspace,
						seL4_Word vaddr, seL4_X86_VMAttributes attr)
{
	return sel4_x86_table_map(service, X86PageTableMap, vspace, vaddr, attr);
}

static inline seL4_Error seL4_X86_PageTable_Unmap(seL4_X86_PageTable service)
{
	return sel4_invoke0(service, X86PageTableUnmap);
}

static inline seL4_Error seL4_X86_PageDirectory_Map(seL4_X86_PageDirectory service, seL4_X64_PML4 vspace,
						    seL4_Word vaddr, seL4_X86_VMAttributes attr)
{
	return sel4_x86_table_map(service, X86PageDirectoryMap, vspace, vaddr, attr);
}

static inline seL4_Error seL4_X86_PageDirectory_Unmap(seL4_X86_PageDirectory service)
{
	return sel4_invoke0(service, X86PageDirectoryUnmap);
}

static inline seL4_Error seL4_X86_PDPT_Map(seL4_X86_PDPT service, seL4_X64_PML4 vspace, seL4_Word vaddr,
					   seL4_X86_VMAttributes attr)
{
	return sel4_x86_table_map(service, X86PDPTMap, vspace, vaddr, attr);
}

static inline seL4_Error seL4_X86_PDPT_Unmap(seL4_X86_PDPT service)
{
	return sel4_invoke0(service, X86PDPTUnmap);
}

/** Make an ASID pool out of a 4 KiB untyped, in slot (root, index, depth). */
static inline seL4_Error seL4_X86_ASIDControl_MakePool(seL4_X86_ASIDControl service, seL4_Untyped untyped,
						       seL4_CNode root, seL4_Word index, seL4_Uint8 depth)
{
	seL4_SetCap(0, untyped);
	seL4_SetCap(1, root);
	return sel4_invoke4(service, X86ASIDControlMakePool, 2, 2, index, depth, 0, 0);
}

static inline seL4_Error seL4_X86_ASIDPool_Assign(seL4_X86_ASIDPool service, seL4_X64_PML4 vspace)
{
	seL4_SetCap(0, vspace);
	return sel4_invoke4(service, X86ASIDPoolAssign, 1, 0, 0, 0, 0, 0);
}

#endif
