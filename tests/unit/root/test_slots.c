/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <errno.h>
#include <stdlib.h>

#include "slots.h"

#include "tap.h"

enum { FIRST = 100, COUNT = 500 };

static struct slots slots;

static void fresh(void)
{
	memset(&slots, 0, sizeof slots);
	slots_init(&slots, FIRST, FIRST + COUNT);
}

static void takes_and_gives_all(void)
{
	seL4_CPtr slot;

	fresh();
	for (unsigned round = 0; round < 3; round++) {
		for (unsigned i = 0; i < COUNT; i++) {
			CHECK_EQ(slots_take(&slots, 1, 1, &slot), 0);
			CHECK(slot >= FIRST && slot < FIRST + COUNT);
		}
		CHECK_EQ(slots.free, 0);
		CHECK_EQ(slots_take(&slots, 1, 1, &slot), -ENOSPC);
		for (unsigned i = 0; i < COUNT; i++)
			slots_give(&slots, FIRST + i, 1);
		CHECK_EQ(slots.free, COUNT);
	}
}

static void rows_do_not_wrap_or_overlap(void)
{
	seL4_CPtr a, b, row;

	fresh();
	CHECK_EQ(slots_take(&slots, 1, 300, &a), 0);
	CHECK_EQ(slots_take(&slots, 2, 150, &b), 0);
	slots_give(&slots, a, 300);
	CHECK_EQ(slots_take(&slots, 3, 301, &row), -ENOSPC);
	CHECK_EQ(slots_take(&slots, 3, 300, &row), 0);
	CHECK_EQ(row, a);
	CHECK_EQ(slots_take(&slots, 3, COUNT + 1, &row), -ENOSPC);
}

static void walks_by_owner(void)
{
	seL4_CPtr slot, seen = 0;
	unsigned count = 0;

	fresh();
	for (unsigned i = 0; i < 60; i++)
		CHECK_EQ(slots_take(&slots, (uint8_t)(1 + i % 3), 1, &slot), 0);
	while ((seen = slots_next(&slots, 2, seen)) != 0) {
		slots_give(&slots, seen, 1);
		count++;
	}
	CHECK_EQ(count, 20);
	CHECK_EQ(slots.free, COUNT - 40);
	CHECK_EQ(slots_next(&slots, 2, 0), 0);
}

static void manages_no_more_than_it_can(void)
{
	memset(&slots, 0, sizeof slots);
	slots_init(&slots, 1, 1 + 2 * SLOTS_MAX);
	CHECK_EQ(slots.count, SLOTS_MAX);
	slots_init(&slots, 10, 5);
	CHECK_EQ(slots.count, 0);
}

TAP_MAIN(TAP(takes_and_gives_all), TAP(rows_do_not_wrap_or_overlap), TAP(walks_by_owner),
	 TAP(manages_no_more_than_it_can))
