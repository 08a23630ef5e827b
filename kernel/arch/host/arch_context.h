/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A thread's registers: those of x86_64, since the host build has its ABI. */
#ifndef ARCH_CONTEXT_H
#define ARCH_CONTEXT_H

#include <stdint.h>

/* the first 20 stand in the order of seL4_UserContext */
enum {
	REG_RIP, /* address of the instruction that trapped */
	REG_RSP,
	REG_RFLAGS,
	REG_RAX,
	REG_RBX,
	REG_RCX,
	REG_RDX, /* number of the system call */
	REG_RSI,
	REG_RDI,
	REG_RBP,
	REG_R8,
	REG_R9,
	REG_R10,
	REG_R11,
	REG_R12,
	REG_R13,
	REG_R14,
	REG_R15,
	REG_FS_BASE,
	REG_GS_BASE,
	REG_NEXT_IP,         /* where the thread goes on */
	ARCH_REGISTERS = 24, /* so many that the slots of a TCB are aligned to their size */

	REG_CAP = REG_RDI,
	REG_INFO = REG_RSI,
};

struct arch_context {
	uint64_t reg[ARCH_REGISTERS];
};

/** Register of message word @index, 0..3. */
static inline unsigned arch_message_register(unsigned index)
{
	static const uint8_t registers[] = { REG_R10, REG_R8, REG_R9, REG_R15 };

	return registers[index];
}

#endif
