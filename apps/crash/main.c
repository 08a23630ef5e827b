/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A throw-away component that faults in the way its argument names, to show that the
 * rest of the system does not mind.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <component/component.h>

KAAL_COMPONENT(crash) = {
	KAAL_IDENTITY("crash"),
	.priority = 110, /* above the shell, which so finds it stopped already */
	.flags = KAAL_COMPONENT_ON_DEMAND,
	.stack_bytes = 16384,
	.heap_bytes = 65536, /* libc's buffers */
};

enum { RETURN_INSTRUCTION = 0xc3 };

/* volatile: no compiler may see that these are 0, and make something else of their use */
static const volatile int *volatile nowhere;
static volatile int zero;

static void read_null(void)
{
	(void)*nowhere;
}

static void write_code(void)
{
	volatile uint8_t *volatile code = (volatile uint8_t *)(uintptr_t)read_null;

	*code = 0;
}

static void execute_data(void)
{
	static uint8_t data[] = { RETURN_INSTRUCTION };
	void (*volatile function)(void) = (void (*)(void))(uintptr_t)data;

	function();
}

static void execute_undefined(void)
{
	__asm__ volatile("ud2");
}

static void divide_by_zero(void)
{
	volatile int number = 7;

	number = number / zero;
}

static int overflow_stack(volatile int depth)
{
	volatile char frame[512];

	frame[0] = (char)depth;
	if (depth < 0)
		return frame[0];
	return overflow_stack(depth + 1) + frame[0];
}

static void recurse(void)
{
	overflow_stack(0);
}

static void call_unknown(void)
{
	__asm__ volatile("int $0xa5");
}

static void touch_port(void)
{
	__asm__ volatile("outb %%al, $0x80" : : "a"(0));
}

static const struct {
	const char *name;
	void (*run)(void);
} kinds[] = {
	{ "null", read_null },        { "code", write_code },
	{ "data", execute_data },     { "undefined", execute_undefined },
	{ "divide", divide_by_zero }, { "stack", recurse },
	{ "call", call_unknown },     { "port", touch_port },
	{ "abort", abort },
};

enum { KINDS_COUNT = sizeof kinds / sizeof kinds[0] };

int main(int argc, char **argv)
{
	const char *kind = argc > 1 ? argv[1] : "null";

	for (size_t i = 0; i < KINDS_COUNT; i++) {
		if (strcmp(kinds[i].name, kind) != 0)
			continue;
		kinds[i].run();
		printf("'%s' did not fault on this kernel\n", kind);
		return 2;
	}
	printf("there is no way to crash called '%s'; there are:", kind);
	for (size_t i = 0; i < KINDS_COUNT; i++)
		printf(" %s", kinds[i].name);
	printf("\n");
	return 1;
}
