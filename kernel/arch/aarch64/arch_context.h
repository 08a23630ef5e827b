/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the kernel keeps of a thread's processor state. */
#ifndef ARCH_CONTEXT_H
#define ARCH_CONTEXT_H

#include <stdint.h>

#include "registers.h"

enum {
	REG_CAP = REG_X0,
	REG_INFO = REG_X1,
};

/** Saved FP and SIMD registers; fpu.S knows the layout. */
struct fpu_area {
	_Alignas(16) uint64_t fpcr;
	uint64_t fpsr;
	uint64_t q[32][2];
};

struct arch_context {
	_Alignas(16) uint64_t reg[ARCH_REGISTERS]; /* first: entry.S addresses it */
	struct fpu_area *fpu;                      /* &area, or NULL while the thread may not use the FPU */
	struct fpu_area area; /* older than the FPU's registers while those are the thread's */
};

/** Register of message word @index, 0..3. */
static inline unsigned arch_message_register(unsigned index)
{
	return REG_X2 + index;
}

#endif
