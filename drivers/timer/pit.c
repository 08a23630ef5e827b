/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "pit.h"

static const struct port8_rw COUNTER_0 = { 0 };
static const struct port8_wo CONTROL = { 3 };

enum {
	/* control word: counter 0, low then high byte, mode 0 (interrupt on terminal count), binary */
	COUNTER_0_ONE_SHOT = 0x30,

	COUNT_MAX = 65535,
	HZ = 1193182,
};

static const uint64_t NS_PER_S = 1000000000;

uint16_t pit_count_for(uint64_t delay_ns)
{
	if (delay_ns >= COUNT_MAX * NS_PER_S / HZ)
		return COUNT_MAX;

	uint64_t count = (delay_ns * HZ + NS_PER_S - 1) / NS_PER_S;

	return count ? (uint16_t)count : 1;
}

void pit_arm(const struct pit *pit, uint64_t delay_ns)
{
	uint16_t count = pit_count_for(delay_ns);

	port8_write(&pit->ports, CONTROL, COUNTER_0_ONE_SHOT);
	port8_write(&pit->ports, COUNTER_0, (uint8_t)count);
	port8_write(&pit->ports, COUNTER_0, (uint8_t)(count >> 8));
}
