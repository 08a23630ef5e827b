/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Crimes that only this processor knows. */
#include <stdint.h>

#include "bare.h"
#include "probe.h"

static void read_kernel(void)
{
	*bare_at(0xffffff8040000000);
}

static void undefined(void)
{
	__asm__ volatile("udf #0");
}

static void privileged(void)
{
	__asm__ volatile("msr daifset, #2");
}

static void breakpoint(void)
{
	__asm__ volatile("brk #7");
}

static void jump_unaligned(void)
{
	__asm__ volatile("br %0" : : "r"((char *)(uintptr_t)&privileged + 2));
}

static void firmware_call(void)
{
	__asm__ volatile("smc #0");
}

const struct deed arch_crimes[] = {
	{ "read-kernel", read_kernel },
	{ "undefined", undefined },
	{ "privileged", privileged },
	{ "breakpoint", breakpoint },
	{ "jump-unaligned", jump_unaligned },
	{ "firmware-call", firmware_call },
	{ 0 },
};
