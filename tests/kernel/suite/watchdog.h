/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A tick for the driver: a timer's interrupt, twice a second (of PCs the real-time
 * clock's, of Arm machines the physical timer's), signals the driver's notification. Without it a test that spins or
 * waits for ever would end the suite.
 */
#ifndef SUITE_WATCHDOG_H
#define SUITE_WATCHDOG_H

#include <sel4/sel4.h>

enum {
	WATCHDOG_HZ = 2,
};

/** Start ticking. @param notification  capability to signal, with the wanted badge */
void watchdog_init(seL4_CPtr notification);

/** Let the next tick come. */
void watchdog_ack(void);

#endif
