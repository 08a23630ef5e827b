/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Parts of the component runtime that need no machine: the pages behind libc's mmap, and time. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include <component/clock.h>

#include "page_heap.h"
#include "tap.h"

#define PAGE ((size_t)PAGE_HEAP_PAGE_BYTES)

enum {
	PAGES = 40,
	USABLE = PAGES - 1, /* the first holds the table */
};

static _Alignas(PAGE) uint8_t region[PAGES * PAGE];
static struct page_heap heap;

static void begin(void)
{
	memset(region, 0, sizeof region);
	page_heap_init(&heap, region, sizeof region);
}

static int is_zero(const uint8_t *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (bytes[i])
			return 0;
	return 1;
}

static void every_page_is_handed_out_once(void)
{
	uint8_t seen[PAGES] = { 0 };

	begin();
	for (unsigned i = 0; i < USABLE; i++) {
		uint8_t *page = page_heap_take(&heap, i % 2 ? PAGE : 1);

		CHECK(page && page >= region && page < region + sizeof region);
		CHECK_EQ((uintptr_t)page % PAGE, 0);
		CHECK_EQ(seen[(page - region) / PAGE]++, 0);
	}
	CHECK(!page_heap_take(&heap, 1));
}

static void pages_come_zeroed_again(void)
{
	begin();

	uint8_t *pages = page_heap_take(&heap, 5 * PAGE);

	memset(pages, 0xaa, 5 * PAGE);
	CHECK_EQ(page_heap_give(&heap, pages, 5 * PAGE), 0);
	pages = page_heap_take(&heap, 7 * PAGE);
	CHECK(is_zero(pages, 7 * PAGE));
}

static void a_part_can_be_given_back(void)
{
	begin();

	uint8_t *pages = page_heap_take(&heap, USABLE * PAGE);

	CHECK(pages);
	CHECK_EQ(page_heap_give(&heap, pages + 3 * PAGE, 2 * PAGE), 0);
	CHECK(!page_heap_take(&heap, 3 * PAGE));
	CHECK(page_heap_take(&heap, 2 * PAGE) == pages + 3 * PAGE);
}

static void what_is_not_the_heaps_is_refused(void)
{
	begin();

	uint8_t *page = page_heap_take(&heap, PAGE);

	CHECK_EQ(page_heap_give(&heap, page + 1, PAGE), -EINVAL);
	CHECK_EQ(page_heap_give(&heap, region, PAGE), -EINVAL); /* the table */
	CHECK_EQ(page_heap_give(&heap, region + sizeof region, PAGE), -EINVAL);
	CHECK_EQ(page_heap_give(&heap, page, SIZE_MAX), -EINVAL);
	CHECK_EQ(page_heap_give(&heap, page, 0), -EINVAL);
	CHECK(!page_heap_take(&heap, 0));
	CHECK(!page_heap_take(&heap, SIZE_MAX));
}

static void an_empty_heap_gives_nothing(void)
{
	page_heap_init(&heap, NULL, 0);
	CHECK(!page_heap_take(&heap, 1));
	CHECK_EQ(page_heap_give(&heap, region, PAGE), -EINVAL);
	page_heap_init(&heap, region, PAGE); /* all table */
	CHECK(!page_heap_take(&heap, 1));
}

/** Takes and gives at random; each run keeps a pattern of its own. */
static void random_use_never_overlaps(void)
{
	struct {
		uint8_t *at;
		size_t pages;
	} runs[12] = { { NULL, 0 } };

	begin();
	srand(1);
	for (unsigned step = 0; step < 20000; step++) {
		unsigned i = (unsigned)rand() % 12;

		if (!runs[i].at) {
			runs[i].pages = 1 + (size_t)rand() % 6;
			runs[i].at = page_heap_take(&heap, runs[i].pages * PAGE);
			if (!runs[i].at)
				continue;
			CHECK(is_zero(runs[i].at, 64));
			for (size_t p = 0; p < runs[i].pages; p++)
				memset(runs[i].at + p * PAGE, (int)(i + 1), 64);
			continue;
		}
		for (size_t p = 0; p < runs[i].pages; p++)
			CHECK_EQ(runs[i].at[p * PAGE + 63], i + 1);
		CHECK_EQ(page_heap_give(&heap, runs[i].at, runs[i].pages * PAGE), 0);
		runs[i].at = NULL;
	}
}

static void ticks_become_nanoseconds(void)
{
	const uint64_t khz[] = { 1000000, 2599998, 3000001, 9999999 };

	CHECK_EQ(clock_ticks_to_ns(0, 1000000), 0);
	CHECK_EQ(clock_ticks_to_ns(1000000, 1000000), 1000000);
	CHECK_EQ(clock_ticks_to_ns(2599998, 2599998), 1000000);
	for (unsigned i = 0; i < sizeof khz / sizeof khz[0]; i++) {
		uint64_t before = 0;

		for (uint64_t ticks = 1; ticks < UINT64_MAX / 3; ticks += ticks / 2 + 1) {
			uint64_t ns = clock_ticks_to_ns(ticks, khz[i]);

			CHECK_EQ(ns, (uint64_t)((unsigned __int128)ticks * 1000000 / khz[i]));
			CHECK(ns >= before);
			before = ns;
		}
	}
}

TAP_MAIN(TAP(every_page_is_handed_out_once), TAP(pages_come_zeroed_again), TAP(a_part_can_be_given_back),
	 TAP(what_is_not_the_heaps_is_refused), TAP(an_empty_heap_gives_nothing),
	 TAP(random_use_never_overlaps), TAP(ticks_become_nanoseconds))
