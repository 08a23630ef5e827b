/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Counter 0 of the 8254 interval timer (Intel 231164) as a one-shot, where every PC has it; an edge on ISA interrupt 0. */
#include "pit.h"

#include <dddk/register.h>
#include <dddk/timer.h>

static const struct reg8_rw COUNTER_0 = { 0 };
static const struct reg8_wo CONTROL = { 3 };

enum {
	/* control word: counter 0, low then high byte, mode 0 (interrupt on terminal count), binary */
	COUNTER_0_ONE_SHOT = 0x30,

	COUNT_MAX = 65535,
	HZ = 1193182,
};

static const uint64_t NS_PER_S = 1000000000;

struct pit {
	struct ports ports;
};

uint16_t pit_count_for(uint64_t delay_ns)
{
	if (delay_ns >= COUNT_MAX * NS_PER_S / HZ)
		return COUNT_MAX;

	uint64_t count = (delay_ns * HZ + NS_PER_S - 1) / NS_PER_S;

	return count ? (uint16_t)count : 1;
}

static void pit_arm(void *state, uint64_t delay_ns)
{
	const struct pit *pit = state;
	uint16_t count = pit_count_for(delay_ns);

	reg_write(&pit->ports, CONTROL, COUNTER_0_ONE_SHOT);
	reg_write(&pit->ports, COUNTER_0, (uint8_t)count);
	reg_write(&pit->ports, COUNTER_0, (uint8_t)(count >> 8));
}

DDDK_DRIVER(pit) = {
	DDDK_IDENTITY_AT("timer", 210),
	.needs = { DDDK_ISA_PORTS(struct pit, ports, 0x40, 0x43), DDDK_ISA_VECTOR(0), DDDK_PROVIDES_TIMER },
	.state = DDDK_STATE(struct pit),
	.timer = &(const struct timer_driver){ .arm = pit_arm },
};
