/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The driver is the root task's initial thread. It runs every test in a fresh
 * thread, waits for its end, a fault or the watchdog, prints one TAP line, and
 * takes back every object and slot the test used. So a test that fails, faults
 * or hangs harms no other.
 */
#ifndef SUITE_DRIVER_H
#define SUITE_DRIVER_H

#include <sel4/sel4.h>

/** One test: a name and the function that makes it. */
struct test {
	const char *name;
	void (*run)(void);
};

/** The tests of one subject. */
struct test_group {
	const char *name;
	const struct test *tests;
	unsigned count;
};

#define TEST_GROUP(group_name, array)                                 \
	{                                                             \
		group_name, array, sizeof(array) / sizeof((array)[0]) \
	}

enum {
	DRIVER_PRIORITY = 255,
	TEST_PRIORITY = 100, /* of a test's own thread; helpers go above or below it */

	/* badges on the driver's endpoint and notification; helper thread i faults with FAULT + i */
	BADGE_DONE = 0x100,
	BADGE_FAULT = 0x200,
	BADGE_WATCHDOG = 0x1000,
};

/** Prepare the driver; called once, by the initial thread. */
void driver_init(const seL4_BootInfo *info);

/** Run @run(@arg) as a test and report it as "@group: @name". */
void driver_run(const char *group, const char *name, const char *detail, void (*run)(const void *arg),
		const void *arg);

/** The parts of driver_run, for a test of several steps that share no object. */
void driver_begin(void);
void driver_try(void (*run)(const void *arg), const void *arg);
void driver_report(const char *group, const char *name, const char *detail);

/** Run all tests of a group. */
void driver_run_group(const struct test_group *group);

/** Ticks of the watchdog since the start. */
unsigned driver_ticks(void);

/** End the test that calls; works from any of its threads. */
_Noreturn void test_end(void);

/** CPtr with which thread @index (0 is the test's own) reaches the driver with its faults. */
seL4_CPtr driver_fault_handler(unsigned index);

#endif
