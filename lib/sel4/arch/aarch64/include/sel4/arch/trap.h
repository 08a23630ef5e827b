/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The AArch64 system-call instruction in its four shapes. Registers: x7 number,
 * x0 capability and badge, x1 message info, x2..x5 the first message words. All
 * others are preserved.
 */
#ifndef SEL4_ARCH_TRAP_H
#define SEL4_ARCH_TRAP_H

#include <sel4/types.h>

/** Trap without arguments (Yield). */
static inline void sel4_trap_plain(seL4_Sint64 number)
{
	register seL4_Sint64 x7 __asm__("x7") = number;

	__asm__ volatile("svc #0" : : "r"(x7) : "memory");
}

/** Trap that carries no message words in either direction (Signal). */
static inline void sel4_trap_notify(seL4_Sint64 number, seL4_CPtr dest, seL4_Word info)
{
	register seL4_Sint64 x7 __asm__("x7") = number;
	register seL4_Word x0 __asm__("x0") = dest;
	register seL4_Word x1 __asm__("x1") = info;

	__asm__ volatile("svc #0" : "+r"(x0), "+r"(x1) : "r"(x7) : "memory");
}

/** Trap that sends and gets nothing back (Send, NBSend, Reply). */
static inline void sel4_trap_send(seL4_Sint64 number, seL4_CPtr dest, seL4_Word info, seL4_Word mr0,
				  seL4_Word mr1, seL4_Word mr2, seL4_Word mr3)
{
	register seL4_Sint64 x7 __asm__("x7") = number;
	register seL4_Word x0 __asm__("x0") = dest;
	register seL4_Word x1 __asm__("x1") = info;
	register seL4_Word x2 __asm__("x2") = mr0;
	register seL4_Word x3 __asm__("x3") = mr1;
	register seL4_Word x4 __asm__("x4") = mr2;
	register seL4_Word x5 __asm__("x5") = mr3;

	__asm__ volatile("svc #0"
			 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5)
			 : "r"(x7)
			 : "memory");
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
	register seL4_Sint64 x7 __asm__("x7") = number;
	register seL4_Word x0 __asm__("x0") = cptr;
	register seL4_Word x1 __asm__("x1") = *info;
	register seL4_Word x2 __asm__("x2") = *mr0;
	register seL4_Word x3 __asm__("x3") = *mr1;
	register seL4_Word x4 __asm__("x4") = *mr2;
	register seL4_Word x5 __asm__("x5") = *mr3;

	__asm__ volatile("svc #0"
			 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5)
			 : "r"(x7)
			 : "memory");
	*info = x1;
	*mr0 = x2;
	*mr1 = x3;
	*mr2 = x4;
	*mr3 = x5;
	return x0;
}

#endif
