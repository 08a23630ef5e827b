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

static inline void fpu_save(struct fpu_area *area)
{
	if (kernel.arch.xsaveopt)
		__asm__ volatile("xsaveopt64 %0" : "+m"(*area) : "a"(FPU_COMPONENTS), "d"(0));
	else
		__asm__ volatile("fxsave64 %0" : "+m"(*area));
}

static inline void fpu_load(const struct fpu_area *area)
{
	if (kernel.arch.xsaveopt)
		__asm__ volatile("xrstor64 %0" : : "m"(*area), "a"(FPU_COMPONENTS), "d"(0));
	else
		__asm__ volatile("fxrstor64 %0" : : "m"(*area));
}

/** Both at once, as it stands on the shortest paths. */
static inline void fpu_exchange(struct fpu_area *from, const struct fpu_area *to)
{
	if (__builtin_expect(kernel.arch.xsaveopt, 1))
		__asm__ volatile("xsaveopt64 %0\n\txrstor64 %1"
				 : "+m"(*from)
				 : "m"(*to), "a"(FPU_COMPONENTS), "d"(0));
	else
		__asm__ volatile("fxsave64 %0\n\tfxrstor64 %1" : "+m"(*from) : "m"(*to));
}

/** Turn the FPU on for @to, or off if that is NULL; it is the other way round now. */
void fpu_toggle(struct fpu_area *to);

/** Make the FPU what a thread with context.fpu == @to finds. */
static inline void fpu_switch(struct fpu_area *to)
{
	struct fpu_area *active = kernel.arch.fpu_active;

	if (active == to)
		return;
	if (to && active) {
		fpu_exchange(active, to);
		kernel.arch.fpu_active = to;
	} else {
		fpu_toggle(to);
	}
}

/** State of a thread that has not used the FPU yet, in zeroed memory. */
void fpu_area_init(struct fpu_area *area);

/** Move @area's state from the FPU's registers to memory, if it is there. */
void fpu_release(struct fpu_area *area);

#endif
