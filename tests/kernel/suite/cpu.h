/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Features of the processor that the ABI's profile takes for granted but not every machine has. */
#ifndef SUITE_CPU_H
#define SUITE_CPU_H

/** 1 GiB pages (x86_64: CPUID 0x80000001, EDX bit 26). */
int cpu_has_huge_pages(void);

/** x86_64: user instructions for the FS and GS bases (CPUID 7, EBX bit 0). */
int cpu_has_fsgsbase(void);

#endif
