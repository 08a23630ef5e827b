/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stddef.h>

#include "kinds.h"

uint8_t crash_return_code[] = { 0xc0, 0x03, 0x5f, 0xd6 };

static void execute_undefined(void)
{
	__asm__ volatile("udf #0");
}

static void hit_breakpoint(void)
{
	__asm__ volatile("brk #1");
}

/* A number below all of seL4's. */
static void call_unknown(void)
{
	register long number __asm__("x7") = -1000;

	__asm__ volatile("svc #0" : : "r"(number) : "memory");
}

/* The translation table's address is the kernel's. */
static void read_register(void)
{
	uint64_t value;

	__asm__ volatile("mrs %0, ttbr0_el1" : "=r"(value));
}

/* Exclusive loads must be aligned, whatever SCTLR_EL1 says of others. */
static void load_unaligned(void)
{
	static uint64_t words[2];
	uint64_t value;

	__asm__ volatile("ldaxr %0, [%1]" : "=r"(value) : "r"((uint8_t *)words + 1) : "memory");
}

const struct crash_kind crash_arch_kinds[] = {
	{ "undefined", execute_undefined }, { "breakpoint", hit_breakpoint }, { "call", call_unknown },
	{ "register", read_register },      { "unaligned", load_unaligned },  { NULL, NULL },
};
