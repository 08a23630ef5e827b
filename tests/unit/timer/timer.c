/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Alarms, and what the drivers tell the devices that wake them. */
#include <stdint.h>

#include <dddk/timer.h>

#include "alarms.h"
#include "arm_timer/value.h"
#include "host.h"
#include "pit/pit.h"
#include "tap.h"

/* The timer's ports: what was written, in order. */
static struct {
	uint16_t offset;
	uint8_t value;
} writes[8];
static unsigned writes_count;

static uint64_t port_read(struct device_model *model, unsigned region, uint64_t offset, unsigned width)
{
	return 0;
}

static void port_write(struct device_model *model, unsigned region, uint64_t offset, unsigned width,
		       uint64_t value)
{
	if (writes_count < 8) {
		writes[writes_count].offset = (uint16_t)offset;
		writes[writes_count].value = (uint8_t)value;
	}
	writes_count++;
}

static struct device_model pit_model = { .read = port_read, .write = port_write };

static struct alarms alarms;

/** Take all that is due. @return bit i for client i */
static uint32_t expire(uint64_t now_ns)
{
	uint32_t due = 0;
	int client = -1;

	while ((client = alarms_take_due(&alarms, now_ns, (unsigned)(client + 1))) >= 0)
		due |= 1u << client;
	return due;
}

static void nothing_is_due_at_first(void)
{
	alarms_init(&alarms);
	CHECK_EQ(alarms_next_ns(&alarms), ALARMS_NEVER);
	CHECK_EQ(expire(UINT64_MAX), 0);
}

static void the_earliest_is_next(void)
{
	alarms_init(&alarms);
	alarms_set(&alarms, 3, 300);
	alarms_set(&alarms, 1, 100);
	alarms_set(&alarms, 15, 200);
	CHECK_EQ(alarms_next_ns(&alarms), 100);
	CHECK_EQ(expire(99), 0);
	CHECK_EQ(expire(200), 1 << 1 | 1 << 15);
	CHECK_EQ(alarms_next_ns(&alarms), 300);
	CHECK_EQ(expire(300), 1 << 3);
	CHECK_EQ(expire(300), 0); /* once */
	CHECK_EQ(alarms_next_ns(&alarms), ALARMS_NEVER);
}

static void a_new_alarm_replaces_and_zero_cancels(void)
{
	alarms_init(&alarms);
	alarms_set(&alarms, 0, 100);
	alarms_set(&alarms, 0, 50);
	CHECK_EQ(alarms_next_ns(&alarms), 50);
	alarms_set(&alarms, 0, 0);
	CHECK_EQ(alarms_next_ns(&alarms), ALARMS_NEVER);
	alarms_set(&alarms, 0, ALARMS_NEVER);
	CHECK_EQ(expire(UINT64_MAX), 0);
}

static void an_alarm_by_then_puts_none_off(void)
{
	alarms_init(&alarms);
	alarms_set_by(&alarms, 2, 0);
	CHECK_EQ(alarms_next_ns(&alarms), ALARMS_NEVER);
	alarms_set_by(&alarms, 2, 100);
	alarms_set_by(&alarms, 2, 200);
	CHECK_EQ(alarms_next_ns(&alarms), 100);
	alarms_set_by(&alarms, 2, 50);
	CHECK_EQ(expire(50), 1 << 2);
}

static void counter_is_never_early(void)
{
	const uint64_t ns[] = { 0, 1, 838, 839, 1000000, 10000000, 54924562, 54924563, UINT64_MAX };

	for (unsigned i = 0; i < sizeof ns / sizeof ns[0]; i++) {
		uint16_t count = pit_count_for(ns[i]);

		CHECK(count >= 1);
		/* count / 1193182 Hz >= ns, or as late as the counter reaches */
		CHECK(count == 65535 || (uint64_t)count * 1000000000 >= ns[i] * 1193182);
		CHECK(count == 1 || (uint64_t)(count - 1) * 1000000000 / 1193182 <= ns[i]);
	}
	CHECK_EQ(pit_count_for(1000000), 1194);
	CHECK_EQ(pit_count_for(1000000000), 65535);
}

static void arming_writes_control_then_count(void)
{
	model_begin(&pit_model);
	CHECK_EQ(driver_begin(dddk_the_driver), 0);
	writes_count = 0;
	dddk_the_driver->timer->arm(dddk_the_driver->state, 1000000); /* 1194 = 0x04aa */
	CHECK_EQ(writes_count, 3);
	CHECK_EQ(writes[0].offset, 3);
	CHECK_EQ(writes[0].value, 0x30);
	CHECK_EQ(writes[1].offset, 0);
	CHECK_EQ(writes[1].value, 0xaa);
	CHECK_EQ(writes[2].offset, 0);
	CHECK_EQ(writes[2].value, 0x04);
}

static void comparing_value_is_never_early(void)
{
	const uint64_t khz = 62500;

	CHECK_EQ(arm_timer_value(1000, 0, khz), 1000);
	CHECK_EQ(arm_timer_value(1000, 1, khz), 1001); /* a tick has 16 ns */
	CHECK_EQ(arm_timer_value(1000, 16, khz), 1001);
	CHECK_EQ(arm_timer_value(1000, 17, khz), 1002);
	CHECK_EQ(arm_timer_value(1000, 1000000, khz), 1000 + khz);
	CHECK_EQ(arm_timer_value(1000, 3600000000000, khz), 1000 + 3600000 * khz);
	CHECK_EQ(arm_timer_value(0, 999999, 1), 1);
}

static void a_delay_beyond_the_counter_is_for_ever(void)
{
	CHECK_EQ(arm_timer_value(0, UINT64_MAX, 10000000), UINT64_MAX);
	CHECK_EQ(arm_timer_value(UINT64_MAX - 5, 1000000, 62500), UINT64_MAX);
}

TAP_MAIN(TAP(nothing_is_due_at_first), TAP(the_earliest_is_next), TAP(a_new_alarm_replaces_and_zero_cancels),
	 TAP(an_alarm_by_then_puts_none_off), TAP(counter_is_never_early),
	 TAP(arming_writes_control_then_count), TAP(comparing_value_is_never_early),
	 TAP(a_delay_beyond_the_counter_is_for_ever))
