/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * One component for many tests: the plan gives it a name, or arguments, and that is
 * what it does.
 */
#include "probe.h"

#include <component/component.h>
#include <core/string.h>

#include "bare.h"

KAAL_COMPONENT(probe) = {
	KAAL_IDENTITY("probe"),
	.priority = 100,
	.stack_bytes = 16384,
};

static void run_from(const struct deed *list, const char *name)
{
	for (; list->name; list++)
		if (strcmp(list->name, name) == 0)
			list->run();
}

static void run_named(const char *name)
{
	run_from(crimes, name);
	run_from(arch_crimes, name);
	run_from(hostilities, name);
	run_from(management, name);
	run_from(peers, name);
	run_from(threading, name);
	run_from(supervised, name);
	run_from(auditing, name);
}

void probe(void)
{
	run_named(bare->args);
	run_named(bare->name);
	bare_say("nothing to do");
}
