/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* System registers and barriers (Arm ARM, chapters C5 and D19). */
#ifndef ARM_CPU_H
#define ARM_CPU_H

#include "object/cap.h"

/* Each use declares name_read() and name_write() for one system register. */
#define CPU_REGISTER(name, encoding)                                                \
	static inline u64 name##_read(void)                                         \
	{                                                                           \
		u64 value;                                                          \
		__asm__ volatile("mrs %0, " encoding : "=r"(value));                \
		return value;                                                       \
	}                                                                           \
	static inline void name##_write(u64 value)                                  \
	{                                                                           \
		__asm__ volatile("msr " encoding ", %0" : : "r"(value) : "memory"); \
	}

CPU_REGISTER(cntfrq, "cntfrq_el0")
CPU_REGISTER(cntkctl, "cntkctl_el1")
CPU_REGISTER(cntv_ctl, "cntv_ctl_el0")
CPU_REGISTER(cntv_tval, "cntv_tval_el0")
CPU_REGISTER(cpacr, "cpacr_el1")
CPU_REGISTER(ctr, "ctr_el0")
CPU_REGISTER(elr, "elr_el1")
CPU_REGISTER(esr, "esr_el1")
CPU_REGISTER(far, "far_el1")
CPU_REGISTER(id_aa64dfr0, "id_aa64dfr0_el1")
CPU_REGISTER(id_aa64pfr0, "id_aa64pfr0_el1")
CPU_REGISTER(isr, "isr_el1")
CPU_REGISTER(mdscr, "mdscr_el1")
CPU_REGISTER(mpidr, "mpidr_el1")
CPU_REGISTER(pmuserenr, "pmuserenr_el0")
CPU_REGISTER(sctlr, "sctlr_el1")
CPU_REGISTER(tpidr_el0, "tpidr_el0")
CPU_REGISTER(tpidr_el1, "tpidr_el1")
CPU_REGISTER(tpidrro_el0, "tpidrro_el0")
CPU_REGISTER(ttbr0, "ttbr0_el1")
CPU_REGISTER(ttbr1, "ttbr1_el1")
CPU_REGISTER(vbar, "vbar_el1")

/* GIC version 3 CPU interface (IHI 0069, chapter 12.2), by encoding: assemblers need not know it */
CPU_REGISTER(icc_pmr, "s3_0_c4_c6_0")
CPU_REGISTER(icc_sgi1r, "s3_0_c12_c11_5")
CPU_REGISTER(icc_iar1, "s3_0_c12_c12_0")
CPU_REGISTER(icc_eoir1, "s3_0_c12_c12_1")
CPU_REGISTER(icc_bpr1, "s3_0_c12_c12_3")
CPU_REGISTER(icc_ctlr, "s3_0_c12_c12_4")
CPU_REGISTER(icc_sre, "s3_0_c12_c12_5")
CPU_REGISTER(icc_igrpen1, "s3_0_c12_c12_7")

#undef CPU_REGISTER

enum { CPACR_FPU_KERNEL = 1 << 20, CPACR_FPU_ALL = 3 << 20 };

static inline void cpu_isb(void)
{
	__asm__ volatile("isb" : : : "memory");
}

/** All memory accesses and TLB and cache operations before this are complete. */
static inline void cpu_dsb(void)
{
	__asm__ volatile("dsb sy" : : : "memory");
}

/** What was written to translation tables is visible to the walks that follow. */
static inline void cpu_tables_written(void)
{
	__asm__ volatile("dsb ishst" : : : "memory");
}

/** Forget translations; @page is the ASID in bits 63..48 and the page number below. */
static inline void cpu_tlb_page(u64 page)
{
	__asm__ volatile("dsb ishst\n\ttlbi vae1, %0\n\tdsb ish" : : "r"(page) : "memory");
}

static inline void cpu_tlb_page_all_asids(u64 page)
{
	__asm__ volatile("dsb ishst\n\ttlbi vaae1, %0\n\tdsb ish\n\tisb" : : "r"(page) : "memory");
}

/** @param asid  in bits 63..48 */
static inline void cpu_tlb_asid(u64 asid)
{
	__asm__ volatile("dsb ishst\n\ttlbi aside1, %0\n\tdsb ish" : : "r"(asid) : "memory");
}

static inline void cpu_tlb_all(void)
{
	__asm__ volatile("dsb ishst\n\ttlbi vmalle1\n\tdsb ish\n\tisb" : : : "memory");
}

static inline _Noreturn void cpu_stop(void)
{
	__asm__ volatile("msr daifset, #15");
	for (;;)
		__asm__ volatile("wfi");
}

#endif
