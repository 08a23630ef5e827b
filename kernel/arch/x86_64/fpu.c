/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "fpu.h"

enum {
	/* byte offsets in the legacy region, Intel SDM vol. 1, table 10-2 */
	FPU_FCW = 0,
	FPU_MXCSR = 24,
};

static void fpu_save(struct fpu_area *area)
{
	if (kernel.arch.xsaveopt)
		__asm__ volatile("xsaveopt64 %0" : "+m"(*area) : "a"(FPU_COMPONENTS), "d"(0));
	else
		__asm__ volatile("fxsave64 %0" : "+m"(*area));
}

static void fpu_load(const struct fpu_area *area)
{
	if (kernel.arch.xsaveopt)
		__asm__ volatile("xrstor64 %0" : : "m"(*area), "a"(FPU_COMPONENTS), "d"(0));
	else
		__asm__ volatile("fxrstor64 %0" : : "m"(*area));
}

static void fpu_off(void)
{
	kernel.arch.fpu_active = NULL;
	cr0_write(cr0_read() | CR0_TS);
}

/** Turn the FPU on, with @to's state. */
static void fpu_on(struct fpu_area *to)
{
	struct fpu_area *parked = kernel.arch.fpu_parked;

	__asm__ volatile("clts");
	if (parked != to) {
		if (parked)
			fpu_save(parked);
		fpu_load(to);
	}
	kernel.arch.fpu_parked = NULL;
	kernel.arch.fpu_active = to;
}

void fpu_switch(struct fpu_area *to)
{
	struct fpu_area *active = kernel.arch.fpu_active;

	if (active == to)
		return;
	if (!to) {
		kernel.arch.fpu_parked = active;
		fpu_off();
	} else if (!active) {
		fpu_on(to);
	} else {
		fpu_save(active);
		fpu_load(to);
		kernel.arch.fpu_active = to;
	}
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
