/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the rows call by the same name on every architecture. */
#ifndef BENCH_ARCH_OBJECTS_H
#define BENCH_ARCH_OBJECTS_H

#include <sel4/sel4.h>

enum {
	ARCH_VSPACE = seL4_X64_PML4Object,
	ARCH_FRAME = seL4_X86_4K,
	ARCH_ATTRIBUTES = seL4_X86_Default_VMAttributes,

	ARCH_THREAD_FLAGS = seL4_TCBFlag_NoFlag, /* XSAVEOPT and XRSTOR are two instructions */

	ARCH_LABEL_PAGE_MAP = X86PageMap,
	ARCH_LABEL_PAGE_UNMAP = X86PageUnmap,
	ARCH_LABEL_TABLE_UNMAP = X86PageTableUnmap,
};

/** Object type of the paging structure of @level: 1 holds pages, 3 stands below the root. */
static inline seL4_Word arch_table_type(unsigned level)
{
	return level == 1   ? seL4_X86_PageTableObject
	       : level == 2 ? seL4_X86_PageDirectoryObject
			    : seL4_X86_PDPTObject;
}

static inline seL4_Error arch_table_map(unsigned level, seL4_CPtr table, seL4_CPtr vspace, seL4_Word vaddr)
{
	if (level == 1)
		return seL4_X86_PageTable_Map(table, vspace, vaddr, seL4_X86_Default_VMAttributes);
	if (level == 2)
		return seL4_X86_PageDirectory_Map(table, vspace, vaddr, seL4_X86_Default_VMAttributes);
	return seL4_X86_PDPT_Map(table, vspace, vaddr, seL4_X86_Default_VMAttributes);
}

static inline seL4_Error arch_page_map(seL4_CPtr frame, seL4_CPtr vspace, seL4_Word vaddr,
				       seL4_CapRights_t rights)
{
	return seL4_X86_Page_Map(frame, vspace, vaddr, rights, seL4_X86_Default_VMAttributes);
}

static inline seL4_Error arch_asid_assign(seL4_CPtr vspace)
{
	return seL4_X86_ASIDPool_Assign(seL4_CapInitThreadASIDPool, vspace);
}

/** Registers of a thread that starts at @run with its stack below @stack_top, as if it had been called. */
static inline seL4_UserContext arch_context(seL4_Word run, seL4_Word stack_top, seL4_Word tls)
{
	return (seL4_UserContext){ .rip = run, .rsp = stack_top - 8, .fs_base = tls };
}

#endif
