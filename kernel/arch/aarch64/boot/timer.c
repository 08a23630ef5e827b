/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The generic timer (Arm ARM, chapter D12): the virtual timer is the kernel's tick. */
#include "arch/arch.h"
#include "boot_arch.h"
#include "cpu.h"
#include "sel4_arch/constants.h"

enum {
	TIMER_ENABLE = 1,

	/* CNTKCTL_EL1: what users may reach */
	USER_PHYSICAL_COUNTER = 1 << 0,
	USER_VIRTUAL_COUNTER = 1 << 1,
	USER_PHYSICAL_TIMER = 1 << 9,

	MS_PER_S = 1000,
};

void timer_start(void)
{
	u64 cycles = cntfrq_read() * KERNEL_TICK_MS / MS_PER_S;

	if (cycles == 0 || cycles > INT32_MAX)
		boot_fail("the firmware has not set the frequency of the timer (CNTFRQ_EL0)");
	kernel.arch.tick_cycles = (u32)cycles;
	cntkctl_write(USER_PHYSICAL_COUNTER | USER_VIRTUAL_COUNTER | USER_PHYSICAL_TIMER);
	cntv_tval_write(cycles);
	cntv_ctl_write(TIMER_ENABLE);
	kernel.irq_use[seL4_ARM_KernelTimerIRQ] = IRQ_KERNEL;
	arch_irq_unmask(seL4_ARM_KernelTimerIRQ);
}
