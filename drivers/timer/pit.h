/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Counter 0 of the 8254 interval timer (Intel 231164) as a one-shot; it raises ISA interrupt 0. */
#ifndef TIMER_PIT_H
#define TIMER_PIT_H

#include <stdint.h>

#include <component/ports.h>

struct pit {
	struct ports ports; /* 0x40..0x43 */
};

/**
 * Interrupt once, after @delay_ns or as late as the counter reaches (about 54.9 ms):
 * who waits for longer arms it again then. Forgets what was armed before.
 */
void pit_arm(const struct pit *pit, uint64_t delay_ns);

/** Counter value for a delay: rounded up, so never early; 1..65535. */
uint16_t pit_count_for(uint64_t delay_ns);

#endif
