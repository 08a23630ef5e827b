/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The virtual counter: QEMU counts nanoseconds, one instruction each with -icount shift=0. */
#ifndef BENCH_DISK_MACHINE_H
#define BENCH_DISK_MACHINE_H

#include <stdint.h>

enum { SPIN_INSTRUCTIONS = 3 };

static inline uint64_t ticks_now(void)
{
	uint64_t ticks;

	__asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(ticks) : : "memory");
	return ticks;
}

static inline uint64_t ticks_to_instructions(uint64_t ticks)
{
	uint64_t hz;

	__asm__("mrs %0, cntfrq_el0" : "=r"(hz));
	return ticks * (1000000000 / hz);
}

static inline void spin_for_ever(volatile uint64_t *count)
{
	uint64_t n = *count;

	__asm__ volatile("1: add %0, %0, #1\n\tstr %0, [%1]\n\tb 1b" : "+r"(n) : "r"(count) : "memory");
}

#endif
