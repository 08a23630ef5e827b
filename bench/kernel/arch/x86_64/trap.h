/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * System calls with a time stamp directly before and directly after.
 *
 * The stamps are the low words of the cycle counter: intervals here are below
 * 2^32 ticks. Between a stamp and the trap stands only what every stub of the
 * seL4 API needs, and trap_blank is the same code around a `nop`: what it takes
 * is the overhead that all rows subtract, so that what is left is the kernel's.
 * Registers and clobbers: as in <sel4/arch/trap.h>; rdx also holds half a stamp.
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
	"rdtsc\n\t"                                \
	"movl %%eax, %[before]\n\t"                \
	"movq %[number], %%rdx\n\t"                \
	"movq %%rsp, %%rbx\n\t" instruction "\n\t" \
	"movq %%rbx, %%rsp\n\t"                    \
	"rdtsc\n\t"                                \
	"movl %%eax, %[after]"

#define TRAP_FUNCTION(name, instruction)                                                                    \
	static inline __attribute__((always_inline)) void name(seL4_Sint64 number, struct message *message, \
							       stamp *before, stamp *after)                 \
	{                                                                                                   \
		register seL4_Word r10 __asm__("r10") = message->mr[0];                                     \
		register seL4_Word r8 __asm__("r8") = message->mr[1];                                       \
		register seL4_Word r9 __asm__("r9") = message->mr[2];                                       \
		register seL4_Word r15 __asm__("r15") = message->mr[3];                                     \
                                                                                                            \
		__asm__ volatile(TRAP_STAMPED(instruction)                                                  \
				 : "+D"(message->cap), "+S"(message->info), "+r"(r10), "+r"(r8), "+r"(r9),  \
				   "+r"(r15), [before] "=m"(*before), [after] "=m"(*after)                  \
				 : [number] "i"(number)                                                     \
				 : "rax", "rbx", "rcx", "rdx", "r11", "memory");                            \
		message->mr[0] = r10;                                                                       \
		message->mr[1] = r8;                                                                        \
		message->mr[2] = r9;                                                                        \
		message->mr[3] = r15;                                                                       \
	}

/** Make system call @number (a constant). */
TRAP_FUNCTION(trap_stamped, "syscall")

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
	seL4_Uint32 low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
	return low;
}

#endif
