/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* System calls with every register in view. */
#ifndef SUITE_RAW_H
#define SUITE_RAW_H

#include <sel4/sel4.h>

/** All general registers, as they go in and as they come out; @rsp and @rflags only come out. */
struct raw_registers {
	seL4_Word rax, rbx, rcx;
	seL4_Word number, info, cap; /* rdx, rsi, rdi */
	seL4_Word rbp;
	seL4_Word mr1, mr2, mr0; /* r8, r9, r10 */
	seL4_Word r11, r12, r13, r14;
	seL4_Word mr3; /* r15 */
	seL4_Word rsp, rflags;
};

/**
 * Execute `syscall`. One thread at a time, and not for calls that wait: the
 * stack pointer is kept in a static variable meanwhile.
 */
void raw_syscall(struct raw_registers *regs);

/** Address behind raw_syscall's `syscall` instruction. */
extern const char raw_syscall_return[];

/** Registers with a different value in each. */
struct raw_registers raw_pattern(void);

/** Check that all that the kernel must preserve is as in @before, except the bits of @skip. */
void raw_check_preserved(const struct raw_registers *before, const struct raw_registers *after,
			 unsigned skip);

/** Check what the trap instruction itself leaves. */
void raw_check_trap(const struct raw_registers *after);

/** For @skip: registers that the call in question writes. */
enum { RAW_CAP = 1, RAW_INFO = 2, RAW_MRS = 4 };

#endif
