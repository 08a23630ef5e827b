/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * FS and GS base. Users change them without the kernel (wrfsbase, or by loading a
 * selector), so they are read back whenever another thread is to run.
 */
#ifndef X86_TLS_H
#define X86_TLS_H

#include "arch_context.h"
#include "kernel.h"

/** The same two by way of MSRs, for processors without FSGSBASE. */
void tls_save_msr(struct arch_context *context);
void tls_load_msr(const struct arch_context *context);

static inline void tls_save(struct arch_context *context)
{
	if (__builtin_expect(!kernel.arch.fsgsbase, 0)) {
		tls_save_msr(context);
		return;
	}
	__asm__ volatile("rdfsbase %0" : "=r"(context->reg[REG_FS_BASE]));
	__asm__ volatile("rdgsbase %0" : "=r"(context->reg[REG_GS_BASE]));
}

/** The bases in @context are canonical. */
static inline void tls_load(const struct arch_context *context)
{
	if (__builtin_expect(!kernel.arch.fsgsbase, 0)) {
		tls_load_msr(context);
		return;
	}
	__asm__ volatile("wrfsbase %0" : : "r"(context->reg[REG_FS_BASE]));
	__asm__ volatile("wrgsbase %0" : : "r"(context->reg[REG_GS_BASE]));
}

/** Save @from's and load @to's, which may be the same. */
static inline void tls_switch(struct arch_context *from, const struct arch_context *to)
{
	if (__builtin_expect(!kernel.arch.fsgsbase, 0)) {
		tls_save_msr(from);
		tls_load_msr(to);
		return;
	}
	tls_save(from);
	tls_load(to);
}

#endif
