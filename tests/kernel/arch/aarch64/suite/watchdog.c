/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/watchdog.h"

#include "suite/env.h"
#include "suite/tap.h"

static seL4_CPtr timer_irq;

/* The physical timer (Arm ARM, D12.2), which this profile exports to users. */
static void timer_start(void)
{
	seL4_Word hz;

	__asm__ volatile("mrs %0, cntfrq_el0" : "=r"(hz));
	__asm__ volatile("msr cntp_tval_el0, %0\n\tmsr cntp_ctl_el0, %1\n\tisb"
			 :
			 : "r"(hz / WATCHDOG_HZ), "r"(1ul));
}

void watchdog_init(seL4_CPtr notification)
{
	seL4_Error error;

	timer_irq = env_keep_slot();
	error = seL4_IRQControl_Get(seL4_CapIRQControl, seL4_ARM_UserTimerIRQ, seL4_CapInitThreadCNode,
				    timer_irq, ROOT_DEPTH);
	if (!error)
		error = seL4_IRQHandler_SetNotification(timer_irq, notification);
	if (error) {
		tap_note("no watchdog: the timer's interrupt cannot be had (error %u)", (unsigned)error);
		return;
	}
	timer_start(); /* a handler is issued ready for its first interrupt */
}

void watchdog_ack(void)
{
	timer_start();
	seL4_IRQHandler_Ack(timer_irq);
}
