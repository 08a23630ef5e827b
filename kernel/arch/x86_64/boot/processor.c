/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Processor features (CPUID, Intel SDM vol. 2) and control registers. */
#include "boot_arch.h"
#include "cpu.h"
#include "kernel.h"
#include "paging.h"
#include "trap.h"

enum {
	/* leaf 1 ecx */
	CPUID_PCID = 1 << 17,
	CPUID_XSAVE = 1 << 26,
	/* leaf 7 ebx, ecx */
	CPUID_FSGSBASE = 1 << 0,
	CPUID_SMEP = 1 << 7,
	CPUID_INVPCID = 1 << 10,
	CPUID_SMAP = 1 << 20,
	CPUID_UMIP = 1 << 2,
	/* leaf 13.1 eax */
	CPUID_XSAVEOPT = 1 << 0,
	/* leaf 0x80000001 edx */
	CPUID_NX = 1 << 20,
	CPUID_HUGE_PAGES = 1 << 26,

	XCR0_X87_SSE = 3,

	FLAGS_CLEARED_BY_SYSCALL = 0x47700, /* TF, IF, DF, IOPL, NT, AC */
};

/*
 * Page attributes by PAT, PCD, PWT: the five values of seL4_X86_VMAttributes are
 * write-back, write-through, uncached-, uncacheable, write-combining.
 */
#define PAT_VALUE 0x0007040100070406ull

/** Leaf @leaf, or zeros if the processor does not have it. */
static struct cpuid feature_leaf(u32 leaf, u32 subleaf)
{
	if (cpu_id(leaf & 0x80000000, 0).eax < leaf)
		return (struct cpuid){ 0, 0, 0, 0 };
	return cpu_id(leaf, subleaf);
}

static void xsave_start(void)
{
	cr4_write(cr4_read() | CR4_OSXSAVE);
	__asm__ volatile("xsetbv" : : "c"(0), "a"(XCR0_X87_SSE), "d"(0));
	kernel.arch.xsaveopt = feature_leaf(13, 1).eax & CPUID_XSAVEOPT;
}

static void syscall_start(void)
{
	msr_write(MSR_STAR, (u64)USER_SYSRET_BASE << 48 | (u64)KERNEL_CS << 32);
	msr_write(MSR_LSTAR, (u64)entry_from_syscall);
	msr_write(MSR_FMASK, FLAGS_CLEARED_BY_SYSCALL);
}

void processor_start(void)
{
	struct cpuid basic = feature_leaf(1, 0), extended = feature_leaf(7, 0);
	struct cpuid long_mode = feature_leaf(0x80000001, 0);
	u64 cr4 = CR4_PAE | CR4_MCE | CR4_PGE | CR4_OSFXSR | CR4_OSXMMEXCPT;

	kernel.arch.huge_pages = long_mode.edx & CPUID_HUGE_PAGES;
	kernel.arch.no_execute = long_mode.edx & CPUID_NX ? PAGE_NO_EXECUTE : 0;
	kernel.arch.fsgsbase = extended.ebx & CPUID_FSGSBASE;
	kernel.arch.pcid = (basic.ecx & CPUID_PCID) && (extended.ebx & CPUID_INVPCID);
	cr4 |= extended.ebx & CPUID_FSGSBASE ? CR4_FSGSBASE : 0;
	cr4 |= extended.ebx & CPUID_SMEP ? CR4_SMEP : 0;
	cr4 |= extended.ebx & CPUID_SMAP ? CR4_SMAP : 0;
	cr4 |= extended.ecx & CPUID_UMIP ? CR4_UMIP : 0;
	cr4 |= kernel.arch.pcid ? CR4_PCIDE : 0;
	/* TS: the FPU is nobody's yet */
	cr0_write((cr0_read() & ~(u64)CR0_EM) | CR0_MP | CR0_NE | CR0_WP | CR0_TS);
	cr4_write(cr4);
	if (basic.ecx & CPUID_XSAVE)
		xsave_start();
	kernel.arch.quick_switch = kernel.arch.fsgsbase && kernel.arch.xsaveopt;
	msr_write(MSR_PAT, PAT_VALUE);
	syscall_start();
}
