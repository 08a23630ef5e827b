/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What entry.S calls, and what others refer to in it. */
#ifndef X86_TRAP_H
#define X86_TRAP_H

#include "object/cap.h"

/* addresses for the processor and for contexts, not to be called from C */
extern char entry_from_syscall[], trap_stubs[], idle_loop[], kernel_stack_top[];

/** The end of boot: run kernel.current for the first time. */
_Noreturn void entry_first(void);

/** A trap from user mode or from the idle thread; the registers are in kernel.current->context. */
void trap_handle(u64 vector, u64 error);

/** What the processor and entry.S have pushed at a trap out of the kernel, lowest address first. */
struct trap_frame {
	u64 r15, r14, r13, r12, r11, r10, r9, r8, rbp, rdi, rsi, rdx, rcx, rbx, rax;
	u64 vector, error;
	u64 rip, cs, rflags, rsp, ss;
};

/** The kernel has faulted: say all that is known, and stop. */
_Noreturn void trap_in_kernel(const struct trap_frame *frame);

#endif
