/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Arm's PL031 clock (ARM DDI 0224, 3.3): it interrupts when it reads as its match register. */
#include "alarm.h"

enum {
	NOW = 0x00,
	MATCH = 0x04,
	MASK = 0x10, /* 1: let it interrupt */
	RAISED = 0x18,
	CLEAR = 0x1c,
};

static volatile uint32_t *clock_register(const struct kaal_broker_region *region, unsigned offset)
{
	return (volatile uint32_t *)(region->vaddr + offset);
}

void alarm_begin(const struct kaal_broker_region *region)
{
	*clock_register(region, CLEAR) = 1;
	*clock_register(region, MASK) = 1;
	*clock_register(region, MATCH) = *clock_register(region, NOW);
}

bool alarm_end(const struct kaal_broker_region *region)
{
	bool raised = *clock_register(region, RAISED) & 1;

	*clock_register(region, MASK) = 0;
	*clock_register(region, CLEAR) = 1;
	return raised;
}
