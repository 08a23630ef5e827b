/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Switching between threads: on the shortest paths, so inline. */
#ifndef ARCH_SWITCH_H
#define ARCH_SWITCH_H

#include "arch_memory.h"
#include "cap_arch.h"
#include "fpu.h"
#include "tls.h"
#include "vspace.h"

/** arch_switch_to_thread on any processor, for any two threads. */
void switch_anyhow(struct tcb *from, struct tcb *to);

static inline void arch_switch_to_thread(struct tcb *from, struct tcb *to)
{
	const struct cap *vspace = &to->slots[TCB_VSPACE].cap;
	struct fpu_area *active = kernel.arch.fpu_active, *area = to->context.fpu;

	/* the usual case calls no function, so that nobody need save registers for one */
	if (!kernel.arch.quick_switch || !active || !area || !vspace_is_good(vspace)) {
		switch_anyhow(from, to);
		return;
	}
	vspace_load(vspace);
	tls_exchange(&from->context, &to->context);
	if (active != area)
		fpu_exchange(active, area);
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
