/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The PC's clock (Motorola MC146818A data sheet): its periodic interrupt. */
#include "alarm.h"

#include <sel4/sel4.h>

enum {
	REGISTER_B = 0x0b,
	B_PERIODIC = 1 << 6,
	REGISTER_C = 0x0c, /* reading clears */
	C_PERIODIC = 1 << 6,
};

static uint8_t clock_read(const struct kaal_broker_region *region, uint8_t number)
{
	seL4_X86_IOPort_Out8(region->slot, region->first, number);
	return seL4_X86_IOPort_In8(region->slot, (seL4_Uint16)(region->first + 1)).result;
}

static void clock_write(const struct kaal_broker_region *region, uint8_t number, uint8_t value)
{
	seL4_X86_IOPort_Out8(region->slot, region->first, number);
	seL4_X86_IOPort_Out8(region->slot, region->first + 1, value);
}

void alarm_begin(const struct kaal_broker_region *region)
{
	clock_read(region, REGISTER_C);
	clock_write(region, REGISTER_B, clock_read(region, REGISTER_B) | B_PERIODIC);
}

bool alarm_end(const struct kaal_broker_region *region)
{
	clock_write(region, REGISTER_B, (uint8_t)(clock_read(region, REGISTER_B) & ~B_PERIODIC));
	return clock_read(region, REGISTER_C) & C_PERIODIC;
}
