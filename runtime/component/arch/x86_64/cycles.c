/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "cycles.h"

uint64_t cycles_now(void)
{
	uint32_t low, high;

	/* lfence: earlier loads are done before the counter is read (SDM vol. 2, RDTSC). */
	__asm__ volatile("lfence\n\trdtsc" : "=a"(low), "=d"(high) : : "memory");
	return (uint64_t)high << 32 | low;
}

uint64_t cycles_roughly(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}
