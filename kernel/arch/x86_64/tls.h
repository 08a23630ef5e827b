/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * FS and GS base. Users change them without the kernel (wrfsbase, or by loading a
 * selector), so they are read back whenever another thread is to run.
 */
#ifndef X86_TLS_H
#define X86_TLS_H

#include "arch_context.h"
#include "kernel.h"

/** Save @from's and load @to's, which may be the same, with the instructions of FSGSBASE; @to's are canonical. */
static inline void tls_exchange(struct arch_context *from, const struct arch_context *to)
{
	__asm__ volatile("rdfsbase %0" : "=r"(from->reg[REG_FS_BASE]));
	__asm__ volatile("rdgsbase %0" : "=r"(from->reg[REG_GS_BASE]));
	__asm__ volatile("wrfsbase %0" : : "r"(to->reg[REG_FS_BASE]));
	__asm__ volatile("wrgsbase %0" : : "r"(to->reg[REG_GS_BASE]));
}

/** The two halves, on any processor. */
void tls_save(struct arch_context *context);
void tls_load(const struct arch_context *context);

#endif
