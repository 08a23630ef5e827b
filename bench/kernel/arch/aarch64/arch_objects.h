/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the rows call by the same name on every architecture. */
#ifndef BENCH_ARCH_OBJECTS_H
#define BENCH_ARCH_OBJECTS_H

#include <sel4/sel4.h>

enum {
	ARCH_VSPACE = seL4_ARM_VSpaceObject,
	ARCH_FRAME = seL4_ARM_SmallPageObject,
	ARCH_ATTRIBUTES = seL4_ARM_Default_VMAttributes,

	ARCH_THREAD_FLAGS = seL4_TCBFlag_fpuDisabled, /* exchanging the registers takes some forty */

	ARCH_LABEL_PAGE_MAP = ARMPageMap,
	ARCH_LABEL_PAGE_UNMAP = ARMPageUnmap,
	ARCH_LABEL_TABLE_UNMAP = ARMPageTableUnmap,
};

/** Object type of the paging structure of @level: 1 holds pages, 3 stands below the root. */
static inline seL4_Word arch_table_type(unsigned level)
{
	return seL4_ARM_PageTableObject;
}

static inline seL4_Error arch_table_map(unsigned level, seL4_CPtr table, seL4_CPtr vspace, seL4_Word vaddr)
{
	return seL4_ARM_PageTable_Map(table, vspace, vaddr, seL4_ARM_Default_VMAttributes);
}

static inline seL4_Error arch_page_map(seL4_CPtr frame, seL4_CPtr vspace, seL4_Word vaddr,
				       seL4_CapRights_t rights)
{
	return seL4_ARM_Page_Map(frame, vspace, vaddr, rights, seL4_ARM_Default_VMAttributes);
}

static inline seL4_Error arch_asid_assign(seL4_CPtr vspace)
{
	return seL4_ARM_ASIDPool_Assign(seL4_CapInitThreadASIDPool, vspace);
}

/** Registers of a thread that starts at @run with its stack below @stack_top. */
static inline seL4_UserContext arch_context(seL4_Word run, seL4_Word stack_top, seL4_Word tls)
{
	return (seL4_UserContext){ .pc = run, .sp = stack_top, .tpidr_el0 = tls };
}

#endif
