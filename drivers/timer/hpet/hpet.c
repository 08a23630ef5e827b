/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Timer 0 of a PC's HPET, in place of the interval timer: it reaches further, and needs no I/O ports. */
#include <errno.h>

#include <dddk/timer.h>

#include "hpet_regs.h"

enum {
	TICKS_MAX = 0x7fffffff, /* half of what the counter holds: then what has passed can be told */
	TICKS_MIN = 64,         /* closer, and the counter might be past it once it is written */
	TRIES = 16,
};

struct hpet {
	struct mmio regs;
	uint64_t period_fs;
};

static const uint64_t FS_PER_NS = 1000000;

static void hpet_stop(void *state)
{
	const struct hpet *hpet = state;

	reg_write(&hpet->regs, TIMER0, 0);
	reg_write(&hpet->regs, CONFIGURATION, CONFIGURATION_ENABLE); /* the interval timer interrupts again */
}

static int hpet_start(void *state, struct dddk *dddk)
{
	struct hpet *hpet = state;

	hpet->period_fs = reg_read(&hpet->regs, PERIOD_FS);
	if (!hpet->period_fs || hpet->period_fs > PERIOD_FS_MAX ||
	    !(reg_read(&hpet->regs, CAPABILITIES) & CAPABILITIES_LEGACY))
		return -ENODEV;
	reg_write(&hpet->regs, TIMER0, TIMER_32_BITS);
	reg_write(&hpet->regs, CONFIGURATION, CONFIGURATION_ENABLE | CONFIGURATION_LEGACY);
	return 0;
}

static uint32_t ticks_for(const struct hpet *hpet, uint64_t delay_ns)
{
	uint64_t ticks = TICKS_MAX;

	if (delay_ns < TICKS_MAX * hpet->period_fs / FS_PER_NS)
		ticks = (delay_ns * FS_PER_NS + hpet->period_fs - 1) / hpet->period_fs;
	return ticks < TICKS_MIN ? TICKS_MIN : (uint32_t)ticks;
}

/** A comparator that the counter has passed already would be met only when it comes round. */
static void hpet_arm(void *state, uint64_t delay_ns)
{
	const struct hpet *hpet = state;
	uint32_t ticks = ticks_for(hpet, delay_ns);

	reg_write(&hpet->regs, TIMER0, TIMER_32_BITS | TIMER_ENABLE);
	for (unsigned i = 0; i < TRIES; i++, ticks *= 2) {
		uint32_t at = reg_read(&hpet->regs, COUNTER) + ticks;

		reg_write(&hpet->regs, TIMER0_COMPARATOR, at);
		if ((int32_t)(at - reg_read(&hpet->regs, COUNTER)) > 0)
			return;
	}
}

DDDK_DRIVER(hpet) = {
	DDDK_IDENTITY_AT("hpet", 210),
	.needs = { DDDK_ACPI("PNP0103"), DDDK_BAR(struct hpet, regs, 0), DDDK_ISA_VECTOR(0),
		   DDDK_PROVIDES_TIMER },
	.state = DDDK_STATE(struct hpet),
	.start = hpet_start,
	.stop = hpet_stop,
	.timer = &(const struct timer_driver){ .arm = hpet_arm },
};
