/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The real-time clock of PCs, which is taken to run on UTC. */
#include <errno.h>
#include <stdbool.h>

#include <dddk/clock.h>

#include "calendar.h"
#include "cmos_regs.h"

enum { LOOKS = 1000 };

struct cmos {
	struct ports ports;
};

static uint8_t cmos_read(const struct cmos *cmos, uint8_t index)
{
	reg_write(&cmos->ports, INDEX, index);
	return reg_read(&cmos->ports, DATA);
}

static uint8_t decoded(uint8_t value, uint8_t status)
{
	return status & B_BINARY ? value : (uint8_t)((value >> 4) * 10 + (value & 15));
}

static uint8_t hours(uint8_t raw, uint8_t status)
{
	uint8_t hour = decoded(raw & (uint8_t)~HOURS_PM, status);

	if (status & B_24_HOURS)
		return hour;
	return (uint8_t)(hour % 12 + (raw & HOURS_PM ? 12 : 0));
}

static struct calendar_time snapshot(const struct cmos *cmos)
{
	uint8_t status = cmos_read(cmos, CMOS_STATUS_B);
	uint8_t century = decoded(cmos_read(cmos, CMOS_CENTURY), status);

	return (struct calendar_time){
		.second = decoded(cmos_read(cmos, CMOS_SECONDS), status),
		.minute = decoded(cmos_read(cmos, CMOS_MINUTES), status),
		.hour = hours(cmos_read(cmos, CMOS_HOURS), status),
		.day = decoded(cmos_read(cmos, CMOS_DAY), status),
		.month = decoded(cmos_read(cmos, CMOS_MONTH), status),
		.year = (century >= 19 && century <= 29 ? century : 20) * 100 +
			decoded(cmos_read(cmos, CMOS_YEAR), status),
	};
}

static bool same(const struct calendar_time *a, const struct calendar_time *b)
{
	return a->second == b->second && a->minute == b->minute && a->hour == b->hour && a->day == b->day &&
	       a->month == b->month && a->year == b->year;
}

/** Twice the same, and not while it changes: then it is one time and not parts of two. */
static int clock_read(void *state, int64_t *seconds)
{
	const struct cmos *cmos = state;

	for (unsigned i = 0; i < LOOKS; i++) {
		struct calendar_time first, second;

		if (cmos_read(cmos, CMOS_STATUS_A) & A_UPDATING)
			continue;
		first = snapshot(cmos);
		second = snapshot(cmos);
		if (same(&first, &second))
			return calendar_seconds(&first, seconds);
	}
	return -EIO;
}

DDDK_DRIVER(cmos) = {
	DDDK_IDENTITY("clock"),
	.needs = { DDDK_ISA_PORTS(struct cmos, ports, 0x70, 0x71), DDDK_PROVIDES_CLOCK },
	.state = DDDK_STATE(struct cmos),
	.clock = &(const struct clock_driver){ .read = clock_read },
};
