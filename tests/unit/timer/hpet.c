/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The HPET's driver with a modelled counter: never early, never armed behind the counter. */
#include <errno.h>

#include <dddk/timer.h>

#include "host.h"
#include "tap.h"

static struct {
	uint64_t counter, step; /* @step ticks pass with each access */
	uint32_t period_fs, capabilities;
	uint32_t configuration, timer, comparator;
	unsigned behind; /* comparators that were written when the counter had passed them */
} hpet;

static uint64_t hpet_read(struct device_model *model, unsigned region, uint64_t offset, unsigned width)
{
	CHECK_EQ(width, 4);
	hpet.counter += hpet.step;
	switch (offset) {
	case 0x000:
		return hpet.capabilities;
	case 0x004:
		return hpet.period_fs;
	case 0x0f0:
		return (uint32_t)hpet.counter;
	}
	return 0;
}

static void hpet_write(struct device_model *model, unsigned region, uint64_t offset, unsigned width,
		       uint64_t value)
{
	hpet.counter += hpet.step;
	if (offset == 0x010)
		hpet.configuration = (uint32_t)value;
	if (offset == 0x100)
		hpet.timer = (uint32_t)value;
	if (offset == 0x108) {
		hpet.comparator = (uint32_t)value;
		hpet.behind += (int32_t)(hpet.comparator - (uint32_t)hpet.counter) <= 0;
	}
}

static struct device_model model = { .read = hpet_read, .write = hpet_write };

static int begin(uint32_t period_fs, uint32_t capabilities)
{
	memset(&hpet, 0, sizeof hpet);
	hpet.period_fs = period_fs;
	hpet.capabilities = capabilities;
	model.device.kind[0] = KAAL_REGION_MMIO;
	model.device.bytes[0] = 1024;
	model_begin(&model);
	return driver_begin(dddk_the_driver);
}

static uint32_t armed_for(uint64_t delay_ns)
{
	uint32_t before = (uint32_t)hpet.counter;

	dddk_the_driver->timer->arm(dddk_the_driver->state, delay_ns);
	return hpet.comparator - before;
}

static void is_enabled_as_the_legacy_timer(void)
{
	CHECK_EQ(begin(10000000, 1 << 15), 0);
	CHECK_EQ(hpet.configuration, 3);
	driver_end();
	CHECK_EQ(hpet.configuration, 1);
	CHECK_EQ(hpet.timer & 4, 0);
}

static void is_refused_when_it_cannot_be_used(void)
{
	CHECK_EQ(begin(0, 1 << 15), -ENODEV);
	CHECK_EQ(begin(100000001, 1 << 15), -ENODEV);
	CHECK_EQ(begin(10000000, 0), -ENODEV);
}

static void is_never_early(void)
{
	CHECK_EQ(begin(10000000, 1 << 15), 0); /* 10 ns a tick */
	CHECK_EQ(armed_for(1000000), 100000);
	CHECK_EQ(armed_for(1000001), 100001);
	CHECK_EQ(armed_for(0), 64);
	CHECK_EQ(armed_for(UINT64_MAX), 0x7fffffff);
	CHECK_EQ(hpet.timer, 0x104);
}

static void is_not_armed_behind_the_counter(void)
{
	CHECK_EQ(begin(10000000, 1 << 15), 0);
	hpet.step = 1000; /* accesses are slow */
	dddk_the_driver->timer->arm(dddk_the_driver->state, 0);
	CHECK(hpet.behind > 0);
	CHECK((int32_t)(hpet.comparator - (uint32_t)hpet.counter) > 0);
}

static void counter_may_wrap(void)
{
	CHECK_EQ(begin(10000000, 1 << 15), 0);
	hpet.counter = 0xfffffff0;
	CHECK_EQ(armed_for(1000000), 100000);
}

TAP_MAIN(TAP(is_enabled_as_the_legacy_timer), TAP(is_refused_when_it_cannot_be_used), TAP(is_never_early),
	 TAP(is_not_armed_behind_the_counter), TAP(counter_may_wrap))
