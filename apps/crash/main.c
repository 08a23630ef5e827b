/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A throw-away component that faults in the way its argument names, to show that the
 * rest of the system does not mind.
 */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <component/component.h>
#include <component/log.h>

#include "kinds.h"

KAAL_COMPONENT(crash) = {
	KAAL_IDENTITY("crash"),
	.priority = 110, /* above the shell, which so finds it stopped already */
	.flags = KAAL_COMPONENT_ON_DEMAND,
	.stack_bytes = 16384,
	.heap_bytes = 65536, /* libc's buffers */
	KAAL_NEEDS(KAAL_LOGS),
};

/* volatile: no compiler may see that this is 0, and make something else of its use */
static const volatile int *volatile nowhere;

static void read_null(void)
{
	(void)*nowhere;
}

static void write_code(void)
{
	volatile uint8_t *volatile code = (volatile uint8_t *)(uintptr_t)read_null;

	*code = 0;
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

static void execute_data(void)
{
	void (*volatile function)(void) = (void (*)(void))(uintptr_t)crash_return_code;

	function();
}

static void assert_nonsense(void)
{
	volatile int two = 2;

	assert(two + two == 5);
}

static const struct crash_kind kinds[] = {
	{ "null", read_null }, { "code", write_code },        { "data", execute_data }, { "stack", recurse },
	{ "abort", abort },    { "assert", assert_nonsense }, { NULL, NULL },
};

/** @return the kind called @name in a list, or NULL */
static const struct crash_kind *kind_find(const struct crash_kind *list, const char *name)
{
	for (; list->name; list++)
		if (strcmp(list->name, name) == 0)
			return list;
	return NULL;
}

static void kinds_print(const struct crash_kind *list)
{
	for (; list->name; list++)
		printf(" %s", list->name);
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "null";
	const struct crash_kind *kind = kind_find(kinds, name);

	if (!kind)
		kind = kind_find(crash_arch_kinds, name);
	if (kind) {
		log_warning("going to crash: %s", name);
		kind->run();
		printf("'%s' did not fault on this kernel\n", name);
		return 2;
	}
	printf("there is no way to crash called '%s'; there are:", name);
	kinds_print(kinds);
	kinds_print(crash_arch_kinds);
	printf("\n");
	return 1;
}
