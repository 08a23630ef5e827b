/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "trap.h"

#include "api/entry.h"
#include "arch/arch.h"
#include "cpu.h"

enum {
	PF_FETCH_BIT = 4,
	PF_STATUS_MASK = 31,
	INT_LENGTH = 2, /* bytes of an int n instruction */
};

/** int n of the vectors that are free for users: the number is made of n and eax. */
static void trap_user_syscall(u64 vector)
{
	u64 *reg = kernel.current->context.reg;

	reg[REG_RIP] -= INT_LENGTH;
	entry_unknown_syscall((u64)(int64_t)(int32_t)((u32)vector << 24 | ((u32)reg[REG_RAX] & 0xffffff)));
}

void trap_handle(u64 vector, u64 error)
{
	if (vector == VECTOR_PF)
		entry_vm_fault(cr2_read(), error >> PF_FETCH_BIT & 1, error & PF_STATUS_MASK);
	else if (vector < VECTOR_EXCEPTIONS)
		entry_user_exception(vector, error);
	else if (vector < VECTOR_IRQ0 + IRQ_USER_BASE)
		entry_interrupt(ARCH_IRQ_NONE); /* a spurious one of the legacy controller */
	else if (vector < VECTOR_USER_SYSCALL)
		entry_interrupt(vector - VECTOR_IRQ0);
	else
		trap_user_syscall(vector);
}

static void say(const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			arch_console_put('\r');
		arch_console_put(*text);
	}
}

static void say_register(const char *name, u64 value)
{
	say(name);
	for (int shift = 60; shift >= 0; shift -= 4)
		arch_console_put("0123456789abcdef"[value >> shift & 15]);
}

_Noreturn void trap_in_kernel(const struct trap_frame *frame)
{
	static const char names[][7] = {
		"\n r15 ", " r14 ", " r13 ", " r12 ", "\n r11 ", " r10 ", " r9  ", " r8  ",
		"\n rbp ", " rdi ", " rsi ", " rdx ", "\n rcx ", " rbx ", " rax ", " vec ",
		"\n err ", " rip ", " cs  ", " flg ", "\n rsp ", " ss  ",
	};
	const u64 *values = &frame->r15;

	say("\nKaaL: the kernel has faulted; this is a defect of KaaL. It stops here.");
	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		say_register(names[i], values[i]);
	say_register(" cr2 ", cr2_read());
	say_register(" cr3 ", cr3_read());
	say_register("\n thread ", (u64)kernel.current);
	say("\n");
	cpu_stop();
}
