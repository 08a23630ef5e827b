/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The time-stamp counter, which QEMU counts in nanoseconds: one instruction each with -icount shift=0. */
#ifndef BENCH_DISK_MACHINE_H
#define BENCH_DISK_MACHINE_H

#include <stdint.h>

enum { SPIN_INSTRUCTIONS = 2 };

static inline uint64_t ticks_now(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
	return (uint64_t)high << 32 | low;
}

static inline uint64_t ticks_to_instructions(uint64_t ticks)
{
	return ticks;
}

static inline void spin_for_ever(volatile uint64_t *count)
{
	__asm__ volatile("1: incq %0\n\tjmp 1b" : "+m"(*count));
}

#endif
