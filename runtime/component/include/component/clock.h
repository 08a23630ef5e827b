/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Time since boot, from the cycle counter; and sleeping, for a component that uses a timer. */
#ifndef COMPONENT_CLOCK_H
#define COMPONENT_CLOCK_H

#include <stdint.h>

/** @return nanoseconds since the root task began; 0 on a machine whose counter's rate is unknown */
uint64_t clock_now_ns(void);

/**
 * Convert a difference of cycle counters.
 * @param khz  ticks per millisecond, not 0
 */
uint64_t clock_ticks_to_ns(uint64_t ticks, uint64_t khz);

/**
 * Block until a time.
 *
 * @param deadline_ns  as clock_now_ns counts
 * @return 0, or -ENODEV: this component uses no timer
 */
int clock_sleep_until(uint64_t deadline_ns);

#endif
