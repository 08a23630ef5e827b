/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * spawn_exit: the life of the smallest process. Out of one untyped: an address space
 * (a root and three tables) with an ASID, a page of code shared with this image, a
 * page of its own, a CSpace with an endpoint in it, and a thread. It starts, calls that
 * endpoint to say that it has ended, and everything is deleted; its memory is cleared
 * when the next one reuses it. The instructions of this program count, too.
 */
#include "bench.h"

enum {
	UNTYPED_BITS = 15, /* six pages, a TCB and the CNode */
	CNODE_BITS = 4,
	EXIT_SLOT = 1, /* in the process's CSpace */
	PROCESS_ID = 42,
	DATA = 0x600000,
};

/** Slots of one process, made in this order: largest objects first. */
struct process {
	seL4_CPtr vspace, pdpt, directory, table, data, tcb, cnode, code;
};

static struct {
	seL4_CPtr untyped, exit;
	struct process process;
	struct samples samples;
} spawn;

/* The process's program: seL4_Call on its exit endpoint, slot EXIT_SLOT (arch/). */
extern const char process_start[];

static void make(seL4_Word type, seL4_Word size_bits, seL4_CPtr slot)
{
	must(seL4_Untyped_Retype(spawn.untyped, type, size_bits, CSPACE, 0, 0, slot, 1), "Untyped_Retype");
}

static void make_objects(const struct process *process)
{
	make(ARCH_VSPACE, 0, process->vspace);
	make(arch_table_type(3), 0, process->pdpt);
	make(arch_table_type(2), 0, process->directory);
	make(arch_table_type(1), 0, process->table);
	make(ARCH_FRAME, 0, process->data);
	make(seL4_TCBObject, 0, process->tcb);
	make(seL4_CapTableObject, CNODE_BITS, process->cnode);
}

static void make_space(const struct process *process)
{
	seL4_Word code = (seL4_Word)process_start & ~(seL4_Word)(FRAME_BYTES - 1);

	must(arch_asid_assign(process->vspace), "ASIDPool_Assign");
	must(arch_table_map(3, process->pdpt, process->vspace, code), "mapping a table of level 3");
	must(arch_table_map(2, process->directory, process->vspace, code), "mapping a table of level 2");
	must(arch_table_map(1, process->table, process->vspace, code), "mapping a table of level 1");
	cap_copy(process->code, image_frame(process_start));
	must(arch_page_map(process->code, process->vspace, code, seL4_CanRead), "Page_Map");
	must(arch_page_map(process->data, process->vspace, DATA - FRAME_BYTES, seL4_ReadWrite), "Page_Map");
}

static void start(const struct process *process)
{
	seL4_UserContext regs = arch_context((seL4_Word)process_start, DATA, 0);
	seL4_CNode_CapData_t guard = seL4_CNode_CapData_new(0, CPTR_BITS - CNODE_BITS);

	must(seL4_CNode_Mint(process->cnode, EXIT_SLOT, CNODE_BITS, CSPACE, spawn.exit, CPTR_BITS,
			     seL4_AllRights, PROCESS_ID),
	     "CNode_Mint");
	must(seL4_TCB_Configure(process->tcb, 0, process->cnode, guard.words[0], process->vspace, 0, 0,
				seL4_CapNull),
	     "TCB_Configure");
	must(seL4_TCB_SetPriority(process->tcb, seL4_CapInitThreadTCB, PRIORITY), "TCB_SetPriority");
	must(seL4_TCB_WriteRegisters(process->tcb, 1, 0, 2, &regs), "TCB_WriteRegisters");
}

static void wait_exit(void)
{
	seL4_Word badge;

	seL4_Recv(spawn.exit, &badge);
	if (badge != PROCESS_ID)
		fail("spawn_exit: a message from somebody else");
}

static void tear_down(const struct process *process)
{
	cap_delete(process->code);
	must(seL4_CNode_Revoke(CSPACE, spawn.untyped, CPTR_BITS), "CNode_Revoke");
}

static seL4_Uint32 spawn_one(void)
{
	seL4_Uint32 begin = trap_now();

	make_objects(&spawn.process);
	make_space(&spawn.process);
	start(&spawn.process);
	wait_exit();
	tear_down(&spawn.process);
	return trap_now() - begin;
}

void rows_spawn(void)
{
	seL4_CPtr slots = slots_take(8);

	spawn.untyped = object_make(seL4_UntypedObject, UNTYPED_BITS);
	spawn.exit = object_make(seL4_EndpointObject, 0);
	spawn.process = (struct process){ slots,     slots + 1, slots + 2, slots + 3,
					  slots + 4, slots + 5, slots + 6, slots + 7 };
	while (sample_add(&spawn.samples, spawn_one()))
		;
	report_samples("spawn_exit", &spawn.samples, 1);
}
