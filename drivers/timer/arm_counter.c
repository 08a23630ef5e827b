/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The timer's component on an Arm machine: the physical timer, which kernels of this
 * ABI's profile leave to users. Registers: Arm ARM, D13.11.
 */
#include <component/component.h>

#include "abi/kaal/timer.h"

#include "arm_timer.h"
#include "oneshot.h"

#define ARM_TIMER "arm,armv8-timer"

enum {
	/* entry of "interrupts": secure, then non-secure physical (Linux, bindings/timer/arm,arch_timer) */
	INTERRUPT_PHYSICAL = 1,

	CTL_ENABLE = 1 << 0,
};

KAAL_COMPONENT(timer) = {
	KAAL_IDENTITY("timer"),
	.priority = 210,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	KAAL_NEEDS(KAAL_PROVIDES(KAAL_TIMER), KAAL_DT_IRQ(ARM_TIMER, INTERRUPT_PHYSICAL)),
};

static void control_write(uint64_t value)
{
	__asm__ volatile("msr cntp_ctl_el0, %0\n\tisb" : : "r"(value) : "memory");
}

int oneshot_open(struct irq *irq)
{
	int error = irq_open(irq, ARM_TIMER);

	if (!error)
		control_write(0);
	return error;
}

void oneshot_arm(uint64_t delay_ns)
{
	uint64_t now;

	__asm__ volatile("isb\n\tmrs %0, cntpct_el0" : "=r"(now) : : "memory");

	uint64_t value = arm_timer_value(now, delay_ns, component_startup()->tsc_khz);

	__asm__ volatile("msr cntp_cval_el0, %0" : : "r"(value) : "memory");
	control_write(CTL_ENABLE);
}

void oneshot_quiet(void)
{
	control_write(0);
}
