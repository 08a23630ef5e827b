/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The PC's clock: every way in which it can keep the time, and nonsense. */
#include <errno.h>

#include <dddk/clock.h>

#include "host.h"
#include "tap.h"

/* 2026-11-23 21:04:05 UTC */
#define WANTED 1795467845

static uint8_t cells[128], selected;
static bool updating_for_ever;

static uint64_t cell_read(struct device_model *model, unsigned region, uint64_t offset, unsigned width)
{
	if (selected == 0x0a && updating_for_ever)
		return 0x80;
	return offset == 1 ? cells[selected & 127] : 0xff;
}

static void index_write(struct device_model *model, unsigned region, uint64_t offset, unsigned width,
			uint64_t value)
{
	if (offset == 0)
		selected = (uint8_t)value;
}

static struct device_model cmos = { .read = cell_read, .write = index_write };

static void set(uint8_t second, uint8_t minute, uint8_t hour, uint8_t day, uint8_t month, uint8_t year,
		uint8_t century, uint8_t status)
{
	memset(cells, 0, sizeof cells);
	cells[0] = second;
	cells[2] = minute;
	cells[4] = hour;
	cells[7] = day;
	cells[8] = month;
	cells[9] = year;
	cells[0x32] = century;
	cells[0x0b] = status;
	updating_for_ever = false;
	model_begin(&cmos);
}

static int64_t seconds_now(void)
{
	int64_t seconds = -1;

	CHECK_EQ(driver_begin(dddk_the_driver), 0);
	CHECK_EQ(dddk_the_driver->clock->read(dddk_the_driver->state, &seconds), 0);
	return seconds;
}

static void decimal_24_hours(void)
{
	set(0x05, 0x04, 0x21, 0x23, 0x11, 0x26, 0x20, 0x02);
	CHECK_EQ(seconds_now(), WANTED);
}

static void binary_24_hours(void)
{
	set(5, 4, 21, 23, 11, 26, 20, 0x06);
	CHECK_EQ(seconds_now(), WANTED);
}

static void decimal_12_hours(void)
{
	set(0x05, 0x04, 0x89, 0x23, 0x11, 0x26, 0x20, 0x00);
	CHECK_EQ(seconds_now(), WANTED);
	set(0x05, 0x04, 0x12, 0x23, 0x11, 0x26, 0x20, 0x00); /* midnight */
	CHECK_EQ(seconds_now(), WANTED - 21 * 3600);
}

static void no_century(void)
{
	set(5, 4, 21, 23, 11, 26, 0, 0x06);
	CHECK_EQ(seconds_now(), WANTED);
}

static void known_days(void)
{
	set(0, 0, 0, 1, 1, 70, 19, 0x06);
	CHECK_EQ(seconds_now(), 0);
	set(0, 0, 0, 1, 3, 0, 20, 0x06); /* 2000 was a leap year */
	CHECK_EQ(seconds_now(), 951868800);
}

static void nonsense(uint8_t day, uint8_t month, uint8_t hour)
{
	int64_t seconds;

	set(0, 0, hour, day, month, 26, 20, 0x06);
	CHECK_EQ(driver_begin(dddk_the_driver), 0);
	CHECK_EQ(dddk_the_driver->clock->read(dddk_the_driver->state, &seconds), -EIO);
}

static void no_such_time(void)
{
	nonsense(31, 2, 0);
	nonsense(0, 1, 0);
	nonsense(1, 13, 0);
	nonsense(1, 1, 24);
	nonsense(255, 255, 255);
}

static void never_settles(void)
{
	int64_t seconds;

	set(5, 4, 21, 23, 11, 26, 20, 0x06);
	updating_for_ever = true;
	CHECK_EQ(driver_begin(dddk_the_driver), 0);
	CHECK_EQ(dddk_the_driver->clock->read(dddk_the_driver->state, &seconds), -EIO);
}

TAP_MAIN(TAP(decimal_24_hours), TAP(binary_24_hours), TAP(decimal_12_hours), TAP(no_century), TAP(known_days),
	 TAP(no_such_time), TAP(never_settles))
