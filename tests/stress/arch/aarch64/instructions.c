/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "stress_arch.h"

/* An A64 instruction, least significant byte first. */
#define A64(word)                                                                               \
	{                                                                                       \
		4,                                                                              \
		{                                                                               \
			(word) & 255, (word) >> 8 & 255, (word) >> 16 & 255, (word) >> 24 & 255 \
		}                                                                               \
	}

const struct instruction arch_instructions[] = {
	A64(0xd4000001), /* svc #0 */
	A64(0xd4000002), /* hvc #0 */
	A64(0xd4000003), /* smc #0 */
	A64(0xd4200000), /* brk #0 */
	A64(0xd4400000), /* hlt #0 */
	A64(0xd69f03e0), /* eret */
	A64(0xd503207f), /* wfi */
	A64(0xd503205f), /* wfe */
	A64(0xd50342df), /* msr daifset, #2 */
	A64(0xd50342ff), /* msr daifclr, #2 */
	A64(0xd50040bf), /* msr spsel, #0 */
	A64(0xd5181000), /* msr sctlr_el1, x0 */
	A64(0xd5182000), /* msr ttbr0_el1, x0 */
	A64(0xd518c000), /* msr vbar_el1, x0 */
	A64(0xd5184100), /* msr sp_el0, x0 */
	A64(0xd51bd040), /* msr tpidr_el0, x0 */
	A64(0xd51bd060), /* msr tpidrro_el0, x0 */
	A64(0xd51be220), /* msr cntp_ctl_el0, x0 */
	A64(0xd51be200), /* msr cntp_tval_el0, x0 */
	A64(0xd51be320), /* msr cntv_ctl_el0, x0 */
	A64(0xd53be040), /* mrs x0, cntvct_el0 */
	A64(0xd51b4400), /* msr fpcr, x0 */
	A64(0xd51b4200), /* msr nzcv, x0 */
	A64(0xd50b7420), /* dc zva, x0 */
	A64(0xd50b7a20), /* dc cvac, x0 */
	A64(0xd50b7520), /* ic ivau, x0 */
	A64(0xd508871f), /* tlbi vmalle1 */
	A64(0xd5087620), /* dc ivac, x0 */
	A64(0xd5033fdf), /* isb */
	A64(0x910003ff), /* mov sp, sp */
	A64(0x9100041f), /* add sp, x0, #1: unaligned */
	A64(0xf94003e0), /* ldr x0, [sp] */
	A64(0xd61f0000), /* br x0 */
	A64(0x1e604000), /* fmov d0, d0 */
	A64(0x14000000), /* b to itself */
};

const unsigned arch_instructions_count = sizeof(arch_instructions) / sizeof(arch_instructions[0]);
