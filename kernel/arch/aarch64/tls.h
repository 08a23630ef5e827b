/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The thread pointers. Users change TPIDR_EL0 without the kernel, so it is read
 * back whenever another thread is to run; TPIDRRO_EL0 they can only read.
 */
#ifndef ARM_TLS_H
#define ARM_TLS_H

#include "arch_context.h"
#include "cpu.h"

static inline void tls_save(struct arch_context *context)
{
	context->reg[REG_TPIDR] = tpidr_el0_read();
}

static inline void tls_load(const struct arch_context *context)
{
	tpidr_el0_write(context->reg[REG_TPIDR]);
	tpidrro_el0_write(context->reg[REG_TPIDRRO]);
}

#endif
