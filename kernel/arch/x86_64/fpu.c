/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "fpu.h"

enum {
	/* byte offsets in the legacy region, Intel SDM vol. 1, table 10-2 */
	FPU_FCW = 0,
	FPU_MXCSR = 24,
};

static void fpu_off(void)
{
	kernel.arch.fpu_active = NULL;
	cr0_write(cr0_read() | CR0_TS);
}

void fpu_toggle(struct fpu_area *to)
{
	struct fpu_area *parked = kernel.arch.fpu_parked;

	if (!to) {
		kernel.arch.fpu_parked = kernel.arch.fpu_active;
		fpu_off();
		return;
	}
	__asm__ volatile("clts");
	if (parked != to) {
		if (parked)
			fpu_save(parked);
		fpu_load(to);
	}
	kernel.arch.fpu_parked = NULL;
	kernel.arch.fpu_active = to;
}

void fpu_area_init(struct fpu_area *area)
{
	*(u16 *)(void *)(area->bytes + FPU_FCW) = 0x037f;   /* as after FNINIT */
	*(u32 *)(void *)(area->bytes + FPU_MXCSR) = 0x1f80; /* as after reset */
}

void fpu_release(struct fpu_area *area)
{
	if (kernel.arch.fpu_active == area) {
		fpu_save(area);
		fpu_off();
	} else if (kernel.arch.fpu_parked == area) {
		__asm__ volatile("clts");
		fpu_save(area);
		kernel.arch.fpu_parked = NULL;
		fpu_off();
	}
}
