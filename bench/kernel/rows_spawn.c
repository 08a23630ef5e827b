/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * spawn_exit: the life of the smallest process. Out of one untyped: an address space
 * (PML4, PDPT, directory, table) with an ASID, a page of code shared with this image, a
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

/* The process's program: seL4_Call on its exit endpoint. */
extern const char process_start[];
__asm__(".pushsection .text.process_start, \"ax\"\n"
	".balign 64\n"
	".global process_start\n"
	"process_start:\n\t"
	"movl $1, %edi\n\t"
	"xorl %esi, %esi\n\t"
	"movq $-1, %rdx\n\t"
	"syscall\n\t"
	"ud2\n"
	".popsection");

static void make(seL4_Word type, seL4_Word size_bits, seL4_CPtr slot)
{
	must(seL4_Untyped_Retype(spawn.untyped, type, size_bits, CSPACE, 0, 0, slot, 1), "Untyped_Retype");
}

static void make_objects(const struct process *process)
{
	make(seL4_X64_PML4Object, 0, process->vspace);
	make(seL4_X86_PDPTObject, 0, process->pdpt);
	make(seL4_X86_PageDirectoryObject, 0, process->directory);
	make(seL4_X86_PageTableObject, 0, process->table);
	make(seL4_X86_4K, 0, process->data);
	make(seL4_TCBObject, 0, process->tcb);
	make(seL4_CapTableObject, CNODE_BITS, process->cnode);
}

static void make_space(const struct process *process)
{
	seL4_Word code = (seL4_Word)process_start & ~(seL4_Word)(FRAME_BYTES - 1);

	must(seL4_X86_ASIDPool_Assign(seL4_CapInitThreadASIDPool, process->vspace), "ASIDPool_Assign");
	must(seL4_X86_PDPT_Map(process->pdpt, process->vspace, code, 0), "PDPT_Map");
	must(seL4_X86_PageDirectory_Map(process->directory, process->vspace, code, 0), "PageDirectory_Map");
	must(seL4_X86_PageTable_Map(process->table, process->vspace, code, 0), "PageTable_Map");
	cap_copy(process->code, image_frame(process_start));
	must(seL4_X86_Page_Map(process->code, process->vspace, code, seL4_CanRead, 0), "Page_Map");
	must(seL4_X86_Page_Map(process->data, process->vspace, DATA - FRAME_BYTES, seL4_ReadWrite,
			       seL4_X86_ExecuteNever),
	     "Page_Map");
}

static void start(const struct process *process)
{
	seL4_UserContext regs = { .rip = (seL4_Word)process_start, .rsp = DATA };
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
