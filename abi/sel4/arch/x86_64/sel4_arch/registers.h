/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The register file of TCB_ReadRegisters and WriteRegisters, in message order. */
#ifndef SEL4_ARCH_REGISTERS_H
#define SEL4_ARCH_REGISTERS_H

#include "abi/sel4/word.h"

/** 20 words; the first 18 are the frame registers, the last two the integer registers. */
typedef struct seL4_UserContext_ {
	seL4_Word rip, rsp, rflags, rax, rbx, rcx, rdx, rsi, rdi, rbp;
	seL4_Word r8, r9, r10, r11, r12, r13, r14, r15;
	seL4_Word fs_base, gs_base;
} seL4_UserContext;

#endif
