/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The x86_64 system-call instruction in its four shapes. Registers: rdx number,
 * rdi capability and badge, rsi message info, r10 r8 r9 r15 the first message
 * words. `syscall` destroys rcx and r11, and the kernel returns with rsp = 0,
 * so rbx carries the stack pointer across.
 */
#ifndef SEL4_ARCH_TRAP_H
#define SEL4_ARCH_TRAP_H

#include <sel4/types.h>

#define SEL4_TRAP "movq %%rsp, %%rbx\n\tsyscall\n\tmovq %%rbx, %%rsp"

/** Trap without arguments (Yield). */
static inline void sel4_trap_plain(seL4_Sint64 number)
{
	__asm__ volatile(SEL4_TRAP : : "d"(number) : "rbx", "rcx", "r11", "memory");
}

/** Trap that carries no message words in either direction (Signal). */
static inline void sel4_trap_notify(seL4_Sint64 number, seL4_CPtr dest, seL4_Word info)
{
	__asm__ volatile(SEL4_TRAP : : "d"(number), "D"(dest), "S"(info) : "rbx", "rcx", "r11", "memory");
}

/** Trap that sends and gets nothing back (Send, NBSend, Reply). */
static inline void sel4_trap_send(seL4_Sint64 number, seL4_CPtr dest, seL4_Word info, seL4_Word mr0,
				  seL4_Word mr1, seL4_Word mr2, seL4_Word mr3)
{
	register seL4_Word r10 __asm__("r10") = mr0;
	register seL4_Word r8 __asm__("r8") = mr1;
	register seL4_Word r9 __asm__("r9") = mr2;
	register seL4_Word r15 __asm__("r15") = mr3;

	__asm__ volatile(SEL4_TRAP
			 :
			 : "d"(number), "D"(dest), "S"(info), "r"(r10), "r"(r8), "r"(r9), "r"(r15)
			 : "rbx", "rcx", "r11", "memory");
}

/**
 * Trap that sends, receives, or both (Call, ReplyRecv, Recv, NBRecv).
 * The message info and words go in and come out: what the kernel does not
 * write (a signal writes the badge alone) stays as it was.
 *
 * @return the badge
 */
static inline seL4_Word sel4_trap_exchange(seL4_Sint64 number, seL4_CPtr cptr, seL4_Word *info,
					   seL4_Word *mr0, seL4_Word *mr1, seL4_Word *mr2, seL4_Word *mr3)
{
	register seL4_Word r10 __asm__("r10") = *mr0;
	register seL4_Word r8 __asm__("r8") = *mr1;
	register seL4_Word r9 __asm__("r9") = *mr2;
	register seL4_Word r15 __asm__("r15") = *mr3;
	seL4_Word rdi = cptr;
	seL4_Word rsi = *info;

	__asm__ volatile(SEL4_TRAP
			 : "+D"(rdi), "+S"(rsi), "+r"(r10), "+r"(r8), "+r"(r9), "+r"(r15)
			 : "d"(number)
			 : "rbx", "rcx", "r11", "memory");
	*info = rsi;
	*mr0 = r10;
	*mr1 = r8;
	*mr2 = r9;
	*mr3 = r15;
	return rdi;
}

#endif
