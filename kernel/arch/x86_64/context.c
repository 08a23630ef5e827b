/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Threads' registers as users see them (ABI sheet X9, X10). */
#include "arch/arch.h"
#include "arch_switch.h"
#include "trap.h"

enum {
	RFLAGS_FIXED_ONE = 1 << 1,
	RFLAGS_TF = 1 << 8,
	RFLAGS_IF = 1 << 9,
	RFLAGS_USER_MASK = 0xfff & ~(1 << 3 | 1 << 5 | RFLAGS_TF),
	RFLAGS_INITIAL = RFLAGS_FIXED_ONE | RFLAGS_IF,
};

const u8 arch_user_registers[] = {
	REG_RIP, REG_RSP, REG_RFLAGS, REG_RAX, REG_RBX, REG_RCX, REG_RDX, REG_RSI, REG_RDI,     REG_RBP,
	REG_R8,  REG_R9,  REG_R10,    REG_R11, REG_R12, REG_R13, REG_R14, REG_R15, REG_FS_BASE, REG_GS_BASE,
};
const unsigned arch_user_register_count = sizeof(arch_user_registers);
const unsigned arch_frame_register_count = 18;

const u8 arch_syscall_message[] = {
	REG_RAX, REG_RBX, REG_RCX, REG_RDX, REG_RSI, REG_RDI, REG_RBP, REG_R8,  REG_R9,
	REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15, REG_RIP, REG_RSP, REG_RFLAGS,
};
const unsigned arch_syscall_message_count = sizeof(arch_syscall_message);

const u8 arch_exception_message[] = { REG_RIP, REG_RSP, REG_RFLAGS };
const unsigned arch_exception_message_count = sizeof(arch_exception_message);

/** Addresses between the two halves would fault in the kernel when loaded: they become 0. */
static u64 address_canonical(u64 address)
{
	return (u64)((int64_t)(address << 16) >> 16) == address ? address : 0;
}

u64 arch_sanitise_register(unsigned index, u64 value)
{
	const u64 delicate = 1 << REG_RIP | 1 << REG_RFLAGS | 1 << REG_FS_BASE | 1 << REG_GS_BASE;

	if (!(delicate >> index & 1))
		return value;
	if (index == REG_RFLAGS)
		return (value & RFLAGS_USER_MASK) | RFLAGS_FIXED_ONE | RFLAGS_IF;
	return address_canonical(value);
}

void arch_context_init(struct arch_context *context)
{
	context->reg[REG_RFLAGS] = RFLAGS_INITIAL;
	context->reg[REG_CS] = USER_CS;
	context->reg[REG_SS] = USER_SS;
	context->fpu = &context->area;
	fpu_area_init(&context->area);
}

u64 arch_restart_pc(const struct arch_context *context)
{
	return context->reg[REG_RIP];
}

void arch_set_next_pc(struct arch_context *context, u64 pc)
{
	if (context->reg[REG_SYSRET_IP])
		context->reg[REG_SYSRET_IP] = pc; /* 0 leaves by iretq, to 0 */
	context->reg[REG_IRET_IP] = pc;
}

void arch_complete_trap(struct arch_context *context)
{
	u64 sysret = context->reg[REG_SYSRET_IP];

	context->reg[REG_RIP] = sysret ? sysret : context->reg[REG_IRET_IP];
}

void arch_context_written(struct arch_context *context)
{
	if (context->reg[REG_SYSRET_IP])
		context->reg[REG_IRET_IP] = context->reg[REG_SYSRET_IP];
	context->reg[REG_SYSRET_IP] = 0;
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
	if (tcb == kernel.current)
		arch_current_save();
	tcb->context.reg[REG_FS_BASE] = address_canonical(base);
	if (tcb == kernel.current)
		arch_current_load();
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
	arch_context_init(&idle->context);
	idle->context.reg[REG_CS] = KERNEL_CS;
	idle->context.reg[REG_SS] = KERNEL_SS;
	idle->context.reg[REG_RSP] = (u64)kernel_stack_top;
	idle->context.reg[REG_IRET_IP] = (u64)idle_loop;
}

void tls_save(struct arch_context *context)
{
	if (kernel.arch.fsgsbase) {
		__asm__ volatile("rdfsbase %0" : "=r"(context->reg[REG_FS_BASE]));
		__asm__ volatile("rdgsbase %0" : "=r"(context->reg[REG_GS_BASE]));
	} else {
		context->reg[REG_FS_BASE] = msr_read(MSR_FS_BASE);
		context->reg[REG_GS_BASE] = msr_read(MSR_GS_BASE);
	}
}

void tls_load(const struct arch_context *context)
{
	if (kernel.arch.fsgsbase) {
		__asm__ volatile("wrfsbase %0" : : "r"(context->reg[REG_FS_BASE]));
		__asm__ volatile("wrgsbase %0" : : "r"(context->reg[REG_GS_BASE]));
	} else {
		msr_write(MSR_FS_BASE, context->reg[REG_FS_BASE]);
		msr_write(MSR_GS_BASE, context->reg[REG_GS_BASE]);
	}
}

void switch_anyhow(struct tcb *from, struct tcb *to)
{
	const struct cap *vspace = &to->slots[TCB_VSPACE].cap;

	tls_save(&from->context);
	tls_load(&to->context);
	if (vspace_is_good(vspace))
		vspace_load(vspace);
	else
		vspace_unload();
	fpu_switch(to->context.fpu);
}
