/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The Arm PL031 real-time clock (DDI 0224): a counter of seconds since 1970. */
#include <dddk/clock.h>
#include <dddk/register.h>

static const struct reg32_ro RTCDR = { 0x000 }; /* 3.3.1 */

struct pl031 {
	struct mmio regs;
};

static int clock_read(void *state, int64_t *seconds)
{
	*seconds = reg_read(&((struct pl031 *)state)->regs, RTCDR);
	return 0;
}

DDDK_DRIVER(pl031) = {
	DDDK_IDENTITY("clock"),
	.needs = { DDDK_DT_REGISTERS(struct pl031, regs, "arm,pl031", 0), DDDK_PROVIDES_CLOCK },
	.state = DDDK_STATE(struct pl031),
	.clock = &(const struct clock_driver){ .read = clock_read },
};
