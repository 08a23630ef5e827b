/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Threads' registers: which messages hold them, and what users may put into them. */
#include "abi/sel4/faults.h"
#include "arch/arch.h"
#include "arch_switch.h"

const u8 arch_user_registers[] = {
	/* the frame registers: pc, sp, spsr, x0..x8, x16..x18, x29, x30 */
	REG_FAULT_IP,
	REG_SP,
	REG_SPSR,
	0,
	1,
	2,
	3,
	4,
	5,
	6,
	7,
	8,
	16,
	17,
	18,
	29,
	30,
	/* the integer registers: x9..x15, x19..x28, the thread pointers */
	9,
	10,
	11,
	12,
	13,
	14,
	15,
	19,
	20,
	21,
	22,
	23,
	24,
	25,
	26,
	27,
	28,
	REG_TPIDR,
	REG_TPIDRRO,
};
const unsigned arch_user_register_count = 36, arch_frame_register_count = 17;

const u8 arch_syscall_message[] = { 0, 1, 2, 3, 4, 5, 6, 7, REG_FAULT_IP, REG_SP, REG_NEXT_IP, REG_SPSR };
const unsigned arch_syscall_message_count = seL4_UnknownSyscall_Syscall;

const u8 arch_exception_message[] = { REG_FAULT_IP, REG_SP, REG_SPSR };
const unsigned arch_exception_message_count = seL4_UserException_Number;

_Static_assert(sizeof(arch_user_registers) == 36, "seL4_UserContext");
_Static_assert(sizeof(arch_syscall_message) == seL4_UnknownSyscall_Syscall, "words that a reply may write");

u64 arch_sanitise_register(unsigned index, u64 value)
{
	return index == REG_SPSR ? (value & SPSR_USER_FLAGS) | SPSR_USER : value;
}

void arch_context_init(struct arch_context *context)
{
	context->reg[REG_SPSR] = SPSR_USER;
	context->fpu = &context->area;
}

u64 arch_restart_pc(const struct arch_context *context)
{
	return context->reg[REG_FAULT_IP];
}

void arch_set_next_pc(struct arch_context *context, u64 pc)
{
	context->reg[REG_NEXT_IP] = pc;
}

void arch_complete_trap(struct arch_context *context)
{
	context->reg[REG_FAULT_IP] = context->reg[REG_NEXT_IP];
}

void arch_context_written(struct arch_context *context)
{
	/* every way out restores all registers */
}

void arch_current_save(void)
{
	tls_save(&kernel.current->context);
}

void arch_current_load(void)
{
	tls_load(&kernel.current->context);
}

void arch_set_tls_base(struct tcb *tcb, u64 base)
{
	tcb->context.reg[REG_TPIDR] = base;
	if (tcb == kernel.current)
		tpidr_el0_write(base);
}

void arch_tcb_flags_changed(struct tcb *tcb)
{
	tcb->context.fpu = tcb->flags & seL4_TCBFlag_fpuDisabled ? NULL : &tcb->context.area;
	if (tcb == kernel.current)
		fpu_switch(tcb->context.fpu);
}

void arch_tcb_release(struct tcb *tcb)
{
	fpu_release(&tcb->context.area);
}

void arch_idle_create(struct tcb *idle)
{
	extern char idle_loop[];

	arch_context_init(&idle->context);
	idle->context.reg[REG_SPSR] = SPSR_IDLE;
	idle->context.reg[REG_NEXT_IP] = (u64)idle_loop;
}
