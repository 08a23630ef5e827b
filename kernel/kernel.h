/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The kernel's whole state.
 *
 * There is one kernel on one core, entered from assembly with nothing in hand but
 * the processor's registers; so this context is the one file-scope variable of the
 * core, and code names it instead of passing a constant around.
 */
#ifndef KERNEL_KERNEL_H
#define KERNEL_KERNEL_H

#include "arch_state.h"
#include "object/objects.h"

enum {
	KERNEL_TICK_MS = 2,
	KERNEL_SLICE_TICKS = 5, /* round robin: 10 ms */
	KERNEL_PRIORITIES = seL4_MaxPrio + 1,
	KERNEL_WORK_UNITS = 100, /* between two looks for an interrupt in long operations */
};

struct ready_queues {
	u64 summary;                        /* bit g: some bit in groups[g] is set */
	u64 groups[KERNEL_PRIORITIES / 64]; /* bit per priority: its queue is not empty */
	struct tcb_queue queue[KERNEL_PRIORITIES];
};

struct domain_entry {
	u64 ticks; /* 0: end marker */
	u8 domain;
};

enum irq_use { IRQ_FREE = 0, IRQ_HANDLED, IRQ_KERNEL };

struct kernel {
	struct tcb *current; /* first: entry code addresses it */

	/* what the present kernel entry wants: a wake-up's candidate, or a full choice */
	struct tcb *candidate;
	bool choose;

	u8 domain; /* running now */
	struct ready_queues ready[seL4_NumDomains];
	struct domain_entry schedule[seL4_NumDomainSchedules];
	u64 domain_ticks; /* left of the present entry */
	u32 schedule_index, schedule_start;

	u32 work_units; /* done since the last look for an interrupt */

	struct slot irq_slots[ARCH_IRQ_COUNT]; /* the notification that each interrupt signals */
	u8 irq_use[ARCH_IRQ_COUNT];            /* enum irq_use */

	struct asid_pool *asid_pools[ARCH_ASID_POOLS]; /* NULL where there is none */

	struct tcb idle;
	struct arch_state arch;
};

extern struct kernel kernel;

/**
 * One unit of a long operation is done.
 * @return true if an interrupt waits: store what is done, return result_preempted().
 */
bool kernel_preemption_point(void);

#endif
