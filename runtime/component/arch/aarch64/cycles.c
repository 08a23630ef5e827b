/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "cycles.h"

uint64_t cycles_now(void)
{
	uint64_t count;

	/* isb: the counter is not read ahead of what stands before (Arm ARM, D11.2.1) */
	__asm__ volatile("isb\n\tmrs %0, cntpct_el0" : "=r"(count) : : "memory");
	return count;
}

uint64_t cycles_roughly(void)
{
	uint64_t count;

	__asm__ volatile("mrs %0, cntpct_el0" : "=r"(count));
	return count;
}
