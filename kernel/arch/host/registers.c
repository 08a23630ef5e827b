/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Threads' registers. */
#include "abi/sel4/faults.h"
#include "arch/arch.h"

enum {
	RFLAGS_FIXED = 1 << 1 | 1 << 9,                    /* always one, and interrupts on */
	RFLAGS_USER = 0xfff & ~(1 << 3 | 1 << 5 | 1 << 8), /* not the reserved ones nor single step */
};

const u8 arch_user_registers[] = { REG_RIP, REG_RSP, REG_RFLAGS, REG_RAX, REG_RBX,     REG_RCX,    REG_RDX,
				   REG_RSI, REG_RDI, REG_RBP,    REG_R8,  REG_R9,      REG_R10,    REG_R11,
				   REG_R12, REG_R13, REG_R14,    REG_R15, REG_FS_BASE, REG_GS_BASE };
const unsigned arch_user_register_count = 20, arch_frame_register_count = 18;

const u8 arch_syscall_message[] = { REG_RAX, REG_RBX, REG_RCX, REG_RDX, REG_RSI, REG_RDI,
				    REG_RBP, REG_R8,  REG_R9,  REG_R10, REG_R11, REG_R12,
				    REG_R13, REG_R14, REG_R15, REG_RIP, REG_RSP, REG_RFLAGS };
const unsigned arch_syscall_message_count = seL4_UnknownSyscall_Syscall;

const u8 arch_exception_message[] = { REG_RIP, REG_RSP, REG_RFLAGS };
const unsigned arch_exception_message_count = seL4_UserException_Number;

static bool is_canonical(u64 address)
{
	return (u64)((int64_t)(address << 16) >> 16) == address;
}

u64 arch_sanitise_register(unsigned index, u64 value)
{
	switch (index) {
	case REG_RIP:
	case REG_FS_BASE:
	case REG_GS_BASE:
		return is_canonical(value) ? value : 0;
	case REG_RFLAGS:
		return (value & RFLAGS_USER) | RFLAGS_FIXED;
	default:
		return value;
	}
}

void arch_context_init(struct arch_context *context)
{
	context->reg[REG_RFLAGS] = RFLAGS_FIXED;
}

u64 arch_restart_pc(const struct arch_context *context)
{
	return context->reg[REG_RIP];
}

void arch_set_next_pc(struct arch_context *context, u64 pc)
{
	context->reg[REG_NEXT_IP] = pc;
}

void arch_complete_trap(struct arch_context *context)
{
	context->reg[REG_RIP] = context->reg[REG_NEXT_IP];
}

/* nothing of a thread is in a processor: threads live in their contexts alone */

void arch_context_written(struct arch_context *context) {}

void arch_current_save(void) {}

void arch_current_load(void) {}

void arch_set_tls_base(struct tcb *tcb, u64 base)
{
	tcb->context.reg[REG_FS_BASE] = base;
}

void arch_tcb_flags_changed(struct tcb *tcb) {}

void arch_tcb_release(struct tcb *tcb) {}

void arch_idle_create(struct tcb *idle)
{
	arch_context_init(&idle->context);
}
