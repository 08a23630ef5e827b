/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "spike.h"
#include "trampoline.h"

enum {
	TRAP_BYTES = 4,
	TRAP_ESR = 0xf20000a5u, /* brk #0xa5 */
	TRAP_WORDS = 12,        /* of the register file: up to x8 */
	ANSWER_WORDS = 4,       /* up to x0 */
};

static int is_within(seL4_Word pc, const char *begin, const char *end)
{
	return pc >= ARCH_STUB_ADDRESS(begin) && pc < ARCH_STUB_ADDRESS(end);
}

enum linux_call arch_call_name(seL4_Word number)
{
	switch (number) {
	case 73:
		return CALL_PAUSE; /* ppoll */
	case 93:
		return CALL_EXIT;
	case 94:
		return CALL_EXIT_GROUP;
	case 131:
		return CALL_TGKILL;
	case 134:
		return CALL_SIGACTION;
	case 139:
		return CALL_SIGRETURN;
	case 173:
		return CALL_GETPPID;
	case 220:
		return CALL_CLONE;
	case 260:
		return CALL_WAIT;
	}
	return CALL_UNKNOWN;
}

void arch_upper_tables_make(seL4_CPtr vspace, seL4_Word vaddr)
{
	for (unsigned level = 3; level > 1; level--)
		must(arch_table_map(object_make(ARCH_TABLE, 0), vspace, vaddr), "PageTable_Map");
}

void arch_call_read(const struct entry_block *block, const struct sel4_registers *mrs, struct call *call)
{
	*call = (struct call){ block->number, { block->result, block->x1, mrs->mr[0] } };
}

int arch_trap_read(seL4_CPtr tcb, seL4_Word label, const struct sel4_registers *mrs, struct call *call)
{
	seL4_UserContext regs;

	if (label != seL4_Fault_UserException || mrs->mr[seL4_UserException_Number] != TRAP_ESR)
		return 0;
	must(seL4_TCB_ReadRegisters(tcb, 0, 0, TRAP_WORDS, &regs), "TCB_ReadRegisters");
	*call = (struct call){ regs.x8, { regs.x0, regs.x1, regs.x2 } };
	return 1;
}

/** @return the address behind the system call whose trap is at @pc, in its place or in a trampoline */
static seL4_Word trap_end(seL4_Word pc)
{
	return (pc >= TRAMPOLINES && pc < STUB ? arch_trampoline_site(pc) : pc) + TRAP_BYTES;
}

int arch_trap_answer(seL4_CPtr tcb, seL4_MessageInfo_t *info, struct sel4_registers *mrs, seL4_Sint64 result)
{
	seL4_UserContext regs;

	regs.pc = trap_end(mrs->mr[seL4_UserException_FaultIP]);
	regs.sp = mrs->mr[seL4_UserException_SP];
	regs.spsr = mrs->mr[seL4_UserException_SPSR];
	regs.x0 = (seL4_Word)result;
	must(seL4_TCB_WriteRegisters(tcb, 1, 0, ANSWER_WORDS, &regs), "TCB_WriteRegisters");
	return 0;
}

/** What the trampoline changes, as before the site. */
static void trampoline_undo(seL4_UserContext *regs, const struct entry_block *block, seL4_Word trampoline)
{
	regs->pc = arch_trampoline_site(trampoline);
	regs->x8 = trampoline_number(trampoline);
	regs->x30 = block->x30;
}

static void registers_restore(seL4_UserContext *regs, const struct entry_block *block)
{
	regs->x0 = block->result;
	regs->x1 = block->x1;
	regs->x7 = block->x7;
}

void arch_after_call(seL4_UserContext *regs, const struct entry_block *block, seL4_Sint64 result)
{
	trampoline_undo(regs, block, regs->x30);
	registers_restore(regs, block);
	regs->pc += TRAP_BYTES;
	regs->x0 = (seL4_Word)result;
}

void arch_after_trap(seL4_UserContext *regs, seL4_Sint64 result)
{
	regs->pc = trap_end(regs->pc);
	regs->x0 = (seL4_Word)result;
}

static void trampoline_rewind(seL4_UserContext *regs, const struct entry_block *block)
{
	seL4_Word pc = regs->pc, number = trampoline_number(pc), x30 = regs->x30;
	unsigned at = trampoline_instruction(pc);

	regs->pc = arch_trampoline_site(pc);
	if (at == AT_GUESSED || at == AT_MISSED)
		regs->x8 += number;
	if (at >= AT_BLOCK && at <= AT_RETURNED)
		regs->x8 = number;
	if (at > AT_NUMBER && at <= AT_RETURNED)
		x30 = block->x30;
	regs->x30 = x30;
	if (at >= AT_RETURNED && at < AT_MISSED) {
		regs->x8 = number;
		regs->pc += TRAP_BYTES;
	}
}

void arch_rewind(seL4_UserContext *regs, const struct entry_block *block)
{
	seL4_Word pc = regs->pc;

	if (pc >= TRAMPOLINES && pc < STUB) {
		trampoline_rewind(regs, block);
	} else if (is_within(pc, entry_begin, entry_saved)) {
		trampoline_undo(regs, block, regs->x30);
	} else if (is_within(pc, entry_saved, entry_done)) {
		trampoline_undo(regs, block, regs->x30);
		registers_restore(regs, block);
	} else if (is_within(pc, entry_done, entry_end)) {
		arch_after_call(regs, block, (seL4_Sint64)block->result);
	}
}
