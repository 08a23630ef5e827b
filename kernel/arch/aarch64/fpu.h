/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The FPU's registers (FP and SIMD) follow the running thread. They are exchanged
 * when a thread runs that may use the FPU and whose state they do not hold, so a
 * thread never finds another's; threads that may not use it leave them in place,
 * behind CPACR_EL1.FPEN.
 */
#ifndef ARM_FPU_H
#define ARM_FPU_H

#include "arch_context.h"
#include "kernel.h"

/* fpu.S */
void fpu_save(struct fpu_area *area);
void fpu_load(const struct fpu_area *area);

/** Save to @from and load from @to. */
void fpu_exchange(struct fpu_area *from, const struct fpu_area *to);

/** Turn the FPU on for @to, or off if that is NULL; it is the other way round now. */
void fpu_toggle(struct fpu_area *to);

/** Make the FPU what a thread with context.fpu == @to finds. */
static inline void fpu_switch(struct fpu_area *to)
{
	struct fpu_area *active = kernel.arch.fpu_active;

	if (active == to)
		return;
	if (to && active) {
		kernel.arch.fpu_active = to;
		fpu_exchange(active, to);
	} else {
		fpu_toggle(to);
	}
}

/** Move @area's state from the FPU's registers to memory, if it is there. */
void fpu_release(struct fpu_area *area);

#endif
