/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Switching between threads: on the shortest paths, so inline. */
#ifndef ARCH_SWITCH_H
#define ARCH_SWITCH_H

#include "arch_memory.h"
#include "cap_arch.h"
#include "fpu.h"
#include "tls.h"
#include "vspace.h"

static inline void arch_switch_to_thread(struct tcb *from, struct tcb *to)
{
	tls_save(&from->context);
	tls_load(&to->context);
	vspace_switch(&to->slots[TCB_VSPACE].cap);
	fpu_switch(to->context.fpu);
}

/* The idle thread keeps the last one's VSpace and FPU state loaded: whoever deletes either unloads it. */
static inline void arch_switch_to_idle(struct tcb *from, struct tcb *idle)
{
	tls_save(&from->context);
}

static inline bool arch_vspace_ready(struct tcb *tcb)
{
	return true; /* arch_switch_to_thread checks it */
}

#endif
