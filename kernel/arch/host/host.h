/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The machine that the core runs on under tests: what tests set and see of it. */
#ifndef HOST_H
#define HOST_H

#include <setjmp.h>

#include "object/cap.h"

struct host {
	u64 ram_bytes;

	u32 irq_raised, irq_masked; /* a bit per interrupt */
	u64 interrupt_in;           /* raise .interrupt at this many looks for one; 0: never */
	u64 interrupt;
	bool look_always; /* look for an interrupt at every preemption point, not at every hundredth */

	/* how often the core asked for something */
	u64 thread_switches, idle_switches, ends[16];

	char console[256];
	unsigned console_length;
	jmp_buf powered_off; /* arch_power_off goes here with 1 */
};

/*
 * The contract of arch.h has no room for a machine in its signatures, for a kernel
 * has just one. It is apart from struct kernel, which tests clear and copy.
 */
extern struct host host;

/**
 * A machine with all-zero RAM at HOST_RAM_START and a kernel that has not booted.
 *
 * @param ram_bytes  multiple of 2 MiB; may differ from call to call
 */
void host_reset(u64 ram_bytes);

/** The interrupt that a processor would take now, or ARCH_IRQ_NONE; it is no longer raised. */
u64 host_take_interrupt(void);

#endif
