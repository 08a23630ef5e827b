/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the server calls by the same name on every architecture. */
#ifndef SPIKE_ARCH_H
#define SPIKE_ARCH_H

#include <sel4/sel4.h>

#include "block.h"
#include "layout.h"

struct call;

enum {
	ARCH_VSPACE = seL4_X64_PML4Object,
	ARCH_TABLE = seL4_X86_PageTableObject,
	ARCH_FPU_BYTES = 512,

	LINUX_ESRCH = 3,
	LINUX_EINTR = 4,
	LINUX_EFAULT = 14,
	LINUX_CLONE_VM = 0x100,
};

/** What stub and server share for a thread. Offsets: block.h. */
struct entry_block {
	seL4_Word result; /* on the way in: rax, the number */
	seL4_Word rdi, rsi, rdx, rsp, site_end;
	seL4_Word unused[2];
	char fpu[ARCH_FPU_BYTES];
};
_Static_assert(__builtin_offsetof(struct entry_block, site_end) == BLOCK_RETURN, "block.h");
_Static_assert(__builtin_offsetof(struct entry_block, fpu) == BLOCK_FPU, "block.h");

extern const char entry_begin[], entry_saved[], entry_call[], entry_done[], entry_end[];
extern const char fpu_signal[], fpu_save[], fpu_load[], entry_page_end[];
#define ARCH_STUB_ADDRESS(symbol) (STUB + (seL4_Word)((symbol)-entry_begin))

struct handler_entry {
	seL4_Word code, handler, restorer, signal;
	seL4_Word stack;  /* of the handler's return; FPU state goes there */
	seL4_Word *below; /* the word below @stack */
};

void arch_upper_tables_make(seL4_CPtr vspace, seL4_Word vaddr);
void arch_call_read(const struct entry_block *block, const struct sel4_registers *mrs, struct call *call);

/** @return whether the fault is a system call by trap */
int arch_trap_read(seL4_CPtr tcb, seL4_Word label, const struct sel4_registers *mrs, struct call *call);

/** @return 1: reply with *@info and *@mrs; 0: the thread goes on already */
int arch_trap_answer(seL4_CPtr tcb, seL4_MessageInfo_t *info, struct sel4_registers *mrs, seL4_Sint64 result);

static inline seL4_Error arch_table_map(seL4_CPtr table, seL4_CPtr vspace, seL4_Word vaddr)
{
	return seL4_X86_PageTable_Map(table, vspace, vaddr, seL4_X86_Default_VMAttributes);
}

static inline seL4_Error arch_table_unmap(seL4_CPtr table)
{
	return seL4_X86_PageTable_Unmap(table);
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

static inline int arch_fault_is_write(seL4_Word status)
{
	return status >> 1 & 1;
}

static inline void arch_start(seL4_UserContext *regs, seL4_Word entry, seL4_Word stack)
{
	regs->rip = entry;
	regs->rsp = stack;
}

static inline seL4_Word arch_pc(const seL4_UserContext *regs)
{
	return regs->rip;
}

static inline seL4_Word arch_stack(const seL4_UserContext *regs)
{
	return regs->rsp;
}

static inline void arch_stack_set(seL4_UserContext *regs, seL4_Word stack)
{
	regs->rsp = stack;
}

static inline void arch_result_set(seL4_UserContext *regs, seL4_Sint64 result)
{
	regs->rax = (seL4_Word)result;
}

/** Whatever a program says, its block is its thread's. */
static inline void arch_block_keep(seL4_UserContext *regs, seL4_Word block)
{
	regs->gs_base = block;
}

/** Go to fpu_save or fpu_load at @code, which then calls with @label. */
static inline void arch_fpu_enter(seL4_UserContext *regs, seL4_Word code, seL4_Word area, seL4_Word label)
{
	regs->rip = code;
	regs->rbx = area;
	regs->rdi = SERVER;
	regs->rsi = label << seL4_MsgInfoLabelShift;
	regs->rdx = (seL4_Word)seL4_SysCall;
}

static inline void arch_handler_enter(seL4_UserContext *regs, struct handler_entry entry)
{
	regs->rip = entry.code;
	regs->rbx = entry.stack;
	regs->rax = entry.handler;
	regs->rdi = entry.signal;
	regs->rsp = entry.stack - 8;
	*entry.below = entry.restorer;
}

#endif
