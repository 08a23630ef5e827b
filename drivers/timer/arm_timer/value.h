/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The physical timer of the Arm generic timer (Arm ARM, D11.2.4), as far as it is
 * arithmetic: it interrupts when the physical counter reaches a value.
 */
#ifndef TIMER_ARM_TIMER_H
#define TIMER_ARM_TIMER_H

#include <stdint.h>

/**
 * The counter's value after a delay: rounded up, so never early.
 *
 * @param now  counter
 * @param khz  its ticks per millisecond, 1..2^32
 * @return at most UINT64_MAX, which no counter reaches
 */
uint64_t arm_timer_value(uint64_t now, uint64_t delay_ns, uint64_t khz);

#endif
