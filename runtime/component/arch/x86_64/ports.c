/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/ports.h>

#include <component/component.h>
#include <sel4/sel4.h>

int ports_open(struct ports *ports, const char *name)
{
	int index = component_grant_find(KAAL_NEED_IOPORTS, name, 0);

	if (index < 0)
		return index;

	const struct kaal_grant *grant = component_grant(index);

	*ports = (struct ports){ .slot = grant->slot, .first = (uint16_t)grant->a };
	return 0;
}

uint8_t ports_in8(const struct ports *ports, uint16_t offset)
{
	return seL4_X86_IOPort_In8(ports->slot, (uint16_t)(ports->first + offset)).result;
}

void ports_out8(const struct ports *ports, uint16_t offset, uint8_t value)
{
	seL4_X86_IOPort_Out8(ports->slot, ports->first + offset, value);
}
