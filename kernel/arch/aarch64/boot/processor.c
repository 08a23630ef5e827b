/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Control registers (Arm ARM, chapter D19). TCR and MAIR are the loader's. */
#include "boot_arch.h"
#include "cpu.h"

enum {
	/* SCTLR_EL1 */
	SCTLR_MMU = 1 << 0,
	SCTLR_ALIGNMENT_CHECK = 1 << 1,
	SCTLR_DATA_CACHE = 1 << 2,
	SCTLR_USER_STACK_CHECK = 1 << 4,
	SCTLR_INSTRUCTION_CACHE = 1 << 12,
	SCTLR_USER_CACHE_TYPE = 1 << 15, /* CTR_EL0 */
	SCTLR_USER_BIG_ENDIAN = 1 << 24,
	SCTLR_BIG_ENDIAN = 1 << 25,
	SCTLR_USER_CACHE_INSTRUCTIONS = 1 << 26, /* DC CVAU, CIVAC, CVAC; IC IVAU */

	SCTLR_SET = SCTLR_MMU | SCTLR_DATA_CACHE | SCTLR_INSTRUCTION_CACHE | SCTLR_USER_CACHE_TYPE |
		    SCTLR_USER_CACHE_INSTRUCTIONS,
	SCTLR_CLEAR =
		SCTLR_ALIGNMENT_CHECK | SCTLR_USER_STACK_CHECK | SCTLR_USER_BIG_ENDIAN | SCTLR_BIG_ENDIAN,

	/* ID_AA64DFR0_EL1 */
	DFR0_PMU_SHIFT = 8,
	DFR0_PMU_MASK = 15,
	DFR0_PMU_NOT_ARM = 15,
};

static bool has_pmu(void)
{
	u64 pmu = id_aa64dfr0_read() >> DFR0_PMU_SHIFT & DFR0_PMU_MASK;

	return pmu != 0 && pmu != DFR0_PMU_NOT_ARM;
}

void processor_start(void)
{
	extern char entry_vectors[];

	vbar_write((u64)entry_vectors);
	sctlr_write((sctlr_read() | SCTLR_SET) & ~(u64)SCTLR_CLEAR);
	cpacr_write(CPACR_FPU_KERNEL); /* nobody's state is loaded */
	mdscr_write(0);
	if (has_pmu())
		pmuserenr_write(0);
	tpidr_el0_write(0);
	tpidrro_el0_write(0);
	cpu_isb();
}
