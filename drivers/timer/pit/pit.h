/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef TIMER_PIT_H
#define TIMER_PIT_H

#include <stdint.h>

/** Counter value for a delay: rounded up, so never early; 1..65535, which is about 54.9 ms. */
uint16_t pit_count_for(uint64_t delay_ns);

#endif
