/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * System calls with a time stamp directly before and directly after.
 *
 * The stamps are the low words of the virtual counter, which QEMU moves every 16 ns:
 * with -icount shift=4 an instruction takes just that. Between a stamp and the trap
 * stands only what every stub of the seL4 API needs, and trap_blank is the same code
 * around a `nop`: what it takes is the overhead that all rows subtract, so that what
 * is left is the kernel's. Registers: as in <sel4/arch/trap.h>.
 */
#ifndef BENCH_KERNEL_TRAP_H
#define BENCH_KERNEL_TRAP_H

#include <sel4/sel4.h>

typedef volatile seL4_Uint32 stamp;

/** A trap's registers, in and out. */
struct message {
	seL4_Word cap; /* in: what is invoked or received from; out: the badge */
	seL4_Word info;
	seL4_Word mr[seL4_FastMessageRegisters];
};

#define TRAP_STAMPED(instruction)                  \
	"mrs x9, cntvct_el0\n\t"                   \
	"str w9, %[before]\n\t"                    \
	"mov x7, %[number]\n\t" instruction "\n\t" \
	"mrs x9, cntvct_el0\n\t"                   \
	"str w9, %[after]"

#define TRAP_FUNCTION(name, instruction)                                                                    \
	static inline __attribute__((always_inline)) void name(seL4_Sint64 number, struct message *message, \
							       stamp *before, stamp *after)                 \
	{                                                                                                   \
		register seL4_Word x0 __asm__("x0") = message->cap;                                         \
		register seL4_Word x1 __asm__("x1") = message->info;                                        \
		register seL4_Word x2 __asm__("x2") = message->mr[0];                                       \
		register seL4_Word x3 __asm__("x3") = message->mr[1];                                       \
		register seL4_Word x4 __asm__("x4") = message->mr[2];                                       \
		register seL4_Word x5 __asm__("x5") = message->mr[3];                                       \
                                                                                                            \
		__asm__ volatile(TRAP_STAMPED(instruction)                                                  \
				 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4),                        \
				   "+r"(x5), [before] "=m"(*before), [after] "=m"(*after)                   \
				 : [number] "i"(number)                                                     \
				 : "x7", "x9", "memory");                                                   \
		*message = (struct message){ x0, x1, { x2, x3, x4, x5 } };                                  \
	}

/** Make system call @number (a constant). */
TRAP_FUNCTION(trap_stamped, "svc #0")

/** The same instructions without the system call. */
TRAP_FUNCTION(trap_blank, "nop")

/** Make a system call. @return ticks from stamp to stamp */
static inline __attribute__((always_inline)) seL4_Uint32 trap_timed(seL4_Sint64 number,
								    struct message *message)
{
	stamp before, after;

	trap_stamped(number, message, &before, &after);
	return after - before;
}

static inline seL4_Uint32 trap_now(void)
{
	seL4_Word now;

	__asm__ volatile("mrs %0, cntvct_el0" : "=r"(now) : : "memory");
	return (seL4_Uint32)now;
}

#endif
