/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "spike.h"

enum {
	SITE_BYTES = 7, /* mov $number, %eax; syscall */
	TRAP_BYTES = 2,
	REPLY_WORDS = seL4_UnknownSyscall_FaultIP + 1,
};

static int is_within(seL4_Word pc, const char *begin, const char *end)
{
	return pc >= ARCH_STUB_ADDRESS(begin) && pc < ARCH_STUB_ADDRESS(end);
}

enum linux_call arch_call_name(seL4_Word number)
{
	switch (number) {
	case 13:
		return CALL_SIGACTION;
	case 15:
		return CALL_SIGRETURN;
	case 34:
		return CALL_PAUSE;
	case 56:
		return CALL_CLONE;
	case 60:
		return CALL_EXIT;
	case 61:
		return CALL_WAIT;
	case 110:
		return CALL_GETPPID;
	case 231:
		return CALL_EXIT_GROUP;
	case 234:
		return CALL_TGKILL;
	}
	return CALL_UNKNOWN;
}

void arch_upper_tables_make(seL4_CPtr vspace, seL4_Word vaddr)
{
	must(seL4_X86_PDPT_Map(object_make(seL4_X86_PDPTObject, 0), vspace, vaddr,
			       seL4_X86_Default_VMAttributes),
	     "PDPT_Map");
	must(seL4_X86_PageDirectory_Map(object_make(seL4_X86_PageDirectoryObject, 0), vspace, vaddr,
					seL4_X86_Default_VMAttributes),
	     "PageDirectory_Map");
}

void arch_call_read(const struct entry_block *block, const struct sel4_registers *mrs, struct call *call)
{
	*call = (struct call){ block->result, { block->rdi, block->rsi, block->rdx } };
}

int arch_trap_read(seL4_CPtr tcb, seL4_Word label, const struct sel4_registers *mrs, struct call *call)
{
	if (label != seL4_Fault_UnknownSyscall)
		return 0;
	*call = (struct call){ mrs->mr[seL4_UnknownSyscall_RAX],
			       { seL4_GetMR(seL4_UnknownSyscall_RDI), seL4_GetMR(seL4_UnknownSyscall_RSI),
				 mrs->mr[seL4_UnknownSyscall_RDX] } };
	return 1;
}

int arch_trap_answer(seL4_CPtr tcb, seL4_MessageInfo_t *info, struct sel4_registers *mrs, seL4_Sint64 result)
{
	mrs->mr[seL4_UnknownSyscall_RAX] = (seL4_Word)result;
	seL4_SetMR(seL4_UnknownSyscall_FaultIP, seL4_GetMR(seL4_UnknownSyscall_FaultIP) + TRAP_BYTES);
	*info = seL4_MessageInfo_new(0, 0, 0, REPLY_WORDS);
	return 1;
}

static void registers_restore(seL4_UserContext *regs, const struct entry_block *block)
{
	regs->rdi = block->rdi;
	regs->rsi = block->rsi;
	regs->rdx = block->rdx;
	regs->rsp = block->rsp;
}

void arch_after_call(seL4_UserContext *regs, const struct entry_block *block, seL4_Sint64 result)
{
	registers_restore(regs, block);
	regs->rip = regs->rcx = block->site_end;
	regs->r11 = regs->rflags;
	regs->rax = (seL4_Word)result;
}

void arch_after_trap(seL4_UserContext *regs, seL4_Sint64 result)
{
	regs->rip += TRAP_BYTES;
	regs->rcx = regs->rip;
	regs->r11 = regs->rflags;
	regs->rax = (seL4_Word)result;
}

void arch_rewind(seL4_UserContext *regs, const struct entry_block *block)
{
	seL4_Word pc = regs->rip;

	if (pc >= TRAMPOLINES && pc < STUB) {
		regs->rip =
			arch_trampoline_site(pc); /* it has changed rcx and eax, which the site does too */
	} else if (is_within(pc, entry_begin, entry_saved)) {
		regs->rip = regs->rcx - SITE_BYTES;
	} else if (is_within(pc, entry_saved, entry_done)) {
		registers_restore(regs, block);
		regs->rip = block->site_end - SITE_BYTES;
	} else if (is_within(pc, entry_done, entry_end)) {
		arch_after_call(regs, block, (seL4_Sint64)block->result);
	}
}
