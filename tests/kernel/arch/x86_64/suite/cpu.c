/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/cpu.h"

enum { CPUID_FEATURES = 7, CPUID_FSGSBASE = 1 << 0 };
static const unsigned cpuid_extended = 0x80000001, cpuid_huge_pages = 1u << 26;

/** The registers that CPUID answers in. */
struct cpuid {
	unsigned a, b, c, d;
};

static struct cpuid cpuid(unsigned leaf)
{
	struct cpuid regs = { leaf, 0, 0, 0 };

	__asm__ volatile("cpuid" : "+a"(regs.a), "=b"(regs.b), "+c"(regs.c), "=d"(regs.d));
	return regs;
}

int cpu_has_huge_pages(void)
{
	return (cpuid(cpuid_extended).d & cpuid_huge_pages) != 0;
}

int cpu_has_fsgsbase(void)
{
	return cpuid(0).a >= CPUID_FEATURES && (cpuid(CPUID_FEATURES).b & CPUID_FSGSBASE) != 0;
}
