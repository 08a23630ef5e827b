/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <errno.h>
#include <string.h>

#include <component/component.h>
#include <sel4/sel4.h>

#include "self.h"

const struct kaal_startup *component_startup(void)
{
	return component_self.startup;
}

const struct kaal_grant *component_grant(int index)
{
	return &component_self.startup->grants[index];
}

int component_grant_find(uint32_t kind, const char *name, int from)
{
	const struct kaal_startup *startup = component_self.startup;

	for (int i = from; i < (int)startup->grants_count; i++)
		if (startup->grants[i].kind == kind && strcmp(startup->grants[i].name, name) == 0)
			return i;
	return -ENOENT;
}

uint64_t component_grant_signal(int index)
{
	uint32_t signal = component_self.startup->grants[index].signal;

	return signal < 64 ? 1ull << signal : 0;
}

void component_signal_peer(int index)
{
	seL4_Signal(component_self.startup->grants[index].signal_slot);
}
