/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Crimes that only this processor knows. */
#include "bare.h"
#include "probe.h"

static void read_kernel(void)
{
	*bare_at(0xffffffff80100000);
}

static void divide(void)
{
	__asm__ volatile("xorl %%ecx, %%ecx; divl %%ecx" : : : "eax", "ecx", "edx");
}

static void undefined(void)
{
	__asm__ volatile("ud2");
}

static void privileged(void)
{
	__asm__ volatile("cli");
}

static void breakpoint(void)
{
	__asm__ volatile("int3");
}

static void out_port(void)
{
	__asm__ volatile("outb %%al, $0x80" : : : "memory");
}

const struct deed arch_crimes[] = {
	{ "read-kernel", read_kernel },
	{ "divide", divide },
	{ "undefined", undefined },
	{ "privileged", privileged },
	{ "breakpoint", breakpoint },
	{ "out-port", out_port },
	{ 0 },
};
