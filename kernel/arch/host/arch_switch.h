/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Switching between threads. */
#ifndef ARCH_SWITCH_H
#define ARCH_SWITCH_H

#include "arch_memory.h"
#include "host.h"
#include "vspace.h"

static inline void arch_switch_to_thread(struct tcb *from, struct tcb *to)
{
	host.thread_switches++;
	kernel.arch.vspace = vspace_root(to->slots[TCB_VSPACE].cap);
}

static inline void arch_switch_to_idle(struct tcb *from, struct tcb *idle)
{
	host.idle_switches++;
	kernel.arch.vspace = NULL;
}

static inline bool arch_vspace_ready(struct tcb *tcb)
{
	return vspace_root(tcb->slots[TCB_VSPACE].cap) != NULL;
}

#endif
