/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "value.h"

static const uint64_t NS_PER_MS = 1000000;

uint64_t arm_timer_value(uint64_t now, uint64_t delay_ns, uint64_t khz)
{
	uint64_t ticks, value;

	/* whole milliseconds first: what is left stays below 10^6 * khz, and fits */
	if (__builtin_mul_overflow(delay_ns / NS_PER_MS, khz, &ticks))
		return UINT64_MAX;
	if (__builtin_add_overflow(ticks, (delay_ns % NS_PER_MS * khz + NS_PER_MS - 1) / NS_PER_MS, &ticks))
		return UINT64_MAX;
	return __builtin_add_overflow(now, ticks, &value) ? UINT64_MAX : value;
}
