/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the kernel keeps of a thread's processor state. */
#ifndef ARCH_CONTEXT_H
#define ARCH_CONTEXT_H

#include <stdint.h>

#include "registers.h"

enum {
	REG_CAP = REG_RDI,
	REG_INFO = REG_RSI,
	FPU_AREA_BYTES = 576, /* XSAVE area of x87 and SSE; FXSAVE uses the first 512 */
};

/** Saved FPU state, in the layout of XSAVE (Intel SDM vol. 1, 13.4). */
struct fpu_area {
	_Alignas(64) uint8_t bytes[FPU_AREA_BYTES];
};

struct arch_context {
	uint64_t reg[ARCH_REGISTERS]; /* first: entry.S addresses it */
	struct fpu_area *fpu;         /* &area, or NULL while the thread may not use the FPU */
	struct fpu_area area;         /* older than the FPU's registers while those are the thread's */
};

/** Register of message word @index, 0..3. */
static inline unsigned arch_message_register(unsigned index)
{
	static const uint8_t registers[] = { REG_R10, REG_R8, REG_R9, REG_R15 };
	return registers[index];
}

#endif
