/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The FPU's registers (x87 and SSE) follow the running thread. They are exchanged
 * when a thread runs that may use the FPU and whose state they do not hold, so a
 * thread never finds another's; threads that may not use it leave them in place,
 * behind CR0.TS.
 */
#ifndef X86_FPU_H
#define X86_FPU_H

#include "arch_context.h"
#include "cpu.h"
#include "kernel.h"

/* XSAVE's mask: x87 and SSE */
enum { FPU_COMPONENTS = 3 };

/** The registers hold @from's state: save it and load @to's, with the instructions of XSAVEOPT. */
static inline void fpu_exchange(struct fpu_area *from, struct fpu_area *to)
{
	__asm__ volatile("xsaveopt64 %0\n\txrstor64 %1"
			 : "+m"(*from)
			 : "m"(*to), "a"(FPU_COMPONENTS), "d"(0));
	kernel.arch.fpu_active = to;
}

/** Make the FPU what a thread with context.fpu == @to finds, on any processor. */
void fpu_switch(struct fpu_area *to);

/** State of a thread that has not used the FPU yet, in zeroed memory. */
void fpu_area_init(struct fpu_area *area);

/** Move @area's state from the FPU's registers to memory, if it is there. */
void fpu_release(struct fpu_area *area);

#endif
