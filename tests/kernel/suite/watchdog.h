/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A tick for the driver: the real-time clock's periodic interrupt, twice a
 * second, signals the driver's notification. Without it a test that spins or
 * waits for ever would end the suite.
 */
#ifndef SUITE_WATCHDOG_H
#define SUITE_WATCHDOG_H

#include <sel4/sel4.h>

enum {
	WATCHDOG_HZ = 2,
	WATCHDOG_VECTOR = VECTOR_MAX, /* tests use lower ones */
};

/** Start ticking. @param notification  capability to signal, with the wanted badge */
void watchdog_init(seL4_CPtr notification);

/** Let the next tick come. */
void watchdog_ack(void);

#endif
