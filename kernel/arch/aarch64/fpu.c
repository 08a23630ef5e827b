/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "fpu.h"

#include "cpu.h"

/* The kernel itself may reach the registers all the time; leaving it synchronises the change for users. */

static void fpu_off(void)
{
	kernel.arch.fpu_active = NULL;
	cpacr_write(CPACR_FPU_KERNEL);
}

void fpu_toggle(struct fpu_area *to)
{
	struct fpu_area *parked = kernel.arch.fpu_parked;

	if (!to) {
		kernel.arch.fpu_parked = kernel.arch.fpu_active;
		fpu_off();
		return;
	}
	if (parked != to) {
		if (parked)
			fpu_save(parked);
		fpu_load(to);
	}
	kernel.arch.fpu_parked = NULL;
	kernel.arch.fpu_active = to;
	cpacr_write(CPACR_FPU_ALL);
}

void fpu_release(struct fpu_area *area)
{
	if (kernel.arch.fpu_active == area) {
		fpu_save(area);
		fpu_off();
	} else if (kernel.arch.fpu_parked == area) {
		fpu_save(area);
		kernel.arch.fpu_parked = NULL;
	}
}
