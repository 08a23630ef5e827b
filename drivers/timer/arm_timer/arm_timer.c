/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The physical timer of Arm processors, which kernels of this ABI's profile leave to
 * users. Registers: Arm ARM, D13.11.
 */
#include <dddk/timer.h>

#include "value.h"

#define ARM_TIMER "arm,armv8-timer"

enum {
	/* entry of "interrupts": secure, then non-secure physical (Linux, bindings/timer/arm,arch_timer) */
	INTERRUPT_PHYSICAL = 1,

	CTL_ENABLE = 1 << 0,
};

static void control_write(uint64_t value)
{
	__asm__ volatile("msr cntp_ctl_el0, %0\n\tisb" : : "r"(value) : "memory");
}

static void timer_quiet(void *state)
{
	control_write(0);
}

static int timer_start(void *state, struct dddk *dddk)
{
	control_write(0);
	return 0;
}

static void timer_arm(void *state, uint64_t delay_ns)
{
	uint64_t now, hz;

	__asm__ volatile("isb\n\tmrs %0, cntpct_el0\n\tmrs %1, cntfrq_el0"
			 : "=r"(now), "=r"(hz)
			 :
			 : "memory");

	uint64_t value = arm_timer_value(now, delay_ns, hz / 1000);

	__asm__ volatile("msr cntp_cval_el0, %0" : : "r"(value) : "memory");
	control_write(CTL_ENABLE);
}

DDDK_DRIVER(arm_timer) = {
	DDDK_IDENTITY_AT("timer", 210),
	.needs = { DDDK_DT_VECTOR(ARM_TIMER, INTERRUPT_PHYSICAL), DDDK_PROVIDES_TIMER },
	.start = timer_start,
	.stop = timer_quiet,
	.timer = &(const struct timer_driver){ .arm = timer_arm, .quiet = timer_quiet },
};
