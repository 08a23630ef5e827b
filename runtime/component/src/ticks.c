/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/clock.h>

/*
 * ns = ticks * 10^6 / khz without dividing 128 bits: whole milliseconds first, then the
 * rest, which is below khz * 10^6 and fits.
 */
uint64_t clock_ticks_to_ns(uint64_t ticks, uint64_t khz)
{
	return ticks / khz * 1000000 + ticks % khz * 1000000 / khz;
}
