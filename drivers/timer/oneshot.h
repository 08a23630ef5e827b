/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The device that interrupts for the timer. Which one it is, the build chooses: isa_pit.c or arm_counter.c. */
#ifndef TIMER_ONESHOT_H
#define TIMER_ONESHOT_H

#include <stdint.h>

#include <component/irq.h>

/**
 * Find the device that this component was granted.
 *
 * @param irq  out: its interrupt
 * @return 0 or a negative errno
 */
int oneshot_open(struct irq *irq);

/**
 * Interrupt once, after @delay_ns or earlier if the device cannot count as far: who waits
 * for longer arms it again then. Forgets what was armed before.
 */
void oneshot_arm(uint64_t delay_ns);

/** It has interrupted: until it is armed again, it does not. */
void oneshot_quiet(void);

#endif
