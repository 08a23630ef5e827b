/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * One component for many tests: the test gives its descriptor another name, and the
 * name is what it does.
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

static void run_from(const struct deed *list)
{
	for (; list->name; list++)
		if (strcmp(list->name, bare->name) == 0)
			list->run();
}

void probe(void)
{
	run_from(crimes);
	run_from(arch_crimes);
	run_from(hostilities);
	run_from(management);
	run_from(peers);
	bare_say("nothing to do");
}
