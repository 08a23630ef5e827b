/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Object invocations that time themselves: ticks of the kernel alone. */
#ifndef BENCH_KERNEL_INVOKE_H
#define BENCH_KERNEL_INVOKE_H

#include "bench.h"

/**
 * Invoke @service; extra capabilities and words past the fourth stand in the IPC buffer.
 * An error ends the program.
 */
static inline seL4_Uint32 invoke_timed(seL4_CPtr service, seL4_Word label, seL4_Word caps, seL4_Word length,
				       const struct sel4_registers *words, const char *what)
{
	struct message message = {
		.cap = service,
		.info = seL4_MessageInfo_new(label, 0, caps, length).words[0],
		.mr = { words->mr[0], words->mr[1], words->mr[2], words->mr[3] },
	};
	seL4_Uint32 ticks = trap_timed(seL4_SysCall, &message);

	must((seL4_Error)(message.info >> seL4_MsgInfoLabelShift), what);
	return ticks - bench.overhead;
}

static inline seL4_Uint32 page_map_timed(seL4_CPtr frame, seL4_CPtr vspace, seL4_Word vaddr,
					 seL4_CapRights_t rights)
{
	struct sel4_registers words = { { vaddr, rights.words[0], ARCH_ATTRIBUTES } };

	seL4_SetCap(0, vspace);
	return invoke_timed(frame, ARCH_LABEL_PAGE_MAP, 1, 3, &words, "Page_Map");
}

static inline seL4_Uint32 page_unmap_timed(seL4_CPtr frame)
{
	return invoke_timed(frame, ARCH_LABEL_PAGE_UNMAP, 0, 0, &(struct sel4_registers){ 0 }, "Page_Unmap");
}

static inline seL4_Uint32 page_table_unmap_timed(seL4_CPtr table)
{
	return invoke_timed(table, ARCH_LABEL_TABLE_UNMAP, 0, 0, &(struct sel4_registers){ 0 },
			    "PageTable_Unmap");
}

static inline seL4_Uint32 cap_copy_timed(seL4_CPtr to, seL4_CPtr from)
{
	struct sel4_registers words = { { to, CPTR_BITS, from, CPTR_BITS } };

	seL4_SetCap(0, CSPACE);
	seL4_SetMR(4, seL4_AllRights.words[0]);
	return invoke_timed(CSPACE, CNodeCopy, 1, 5, &words, "CNode_Copy");
}

#endif
