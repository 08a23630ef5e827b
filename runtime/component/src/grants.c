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

int component_grant_signalled(uint64_t signals, int from)
{
	const struct kaal_startup *startup = component_self.startup;

	for (int i = from; i < (int)startup->grants_count; i++)
		if (component_grant_signal(i) & signals)
			return i;
	return -ENOENT;
}

int component_client_find(uint32_t client, const char *interface)
{
	int i = component_grant_find(KAAL_NEED_PROVIDES, interface, 0);

	while (i >= 0 && component_self.startup->grants[i].peer != client)
		i = component_grant_find(KAAL_NEED_PROVIDES, interface, i + 1);
	return i < 0 ? -EPERM : i;
}

void component_signal_peer(int index)
{
	seL4_Signal(component_self.startup->grants[index].signal_slot);
}
