/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stddef.h>

#include "kinds.h"

uint8_t crash_return_code[] = { 0xc3 };

/* volatile: no compiler may see that this is 0, and make something else of its use */
static volatile int zero;

static void execute_undefined(void)
{
	__asm__ volatile("ud2");
}

static void divide_by_zero(void)
{
	volatile int number = 7;

	number = number / zero;
}

static void call_unknown(void)
{
	__asm__ volatile("int $0xa5");
}

static void touch_port(void)
{
	__asm__ volatile("outb %%al, $0x80" : : "a"(0));
}

const struct crash_kind crash_arch_kinds[] = {
	{ "undefined", execute_undefined },
	{ "divide", divide_by_zero },
	{ "call", call_unknown },
	{ "port", touch_port },
	{ NULL, NULL },
};
