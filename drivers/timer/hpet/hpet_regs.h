/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The high-precision event timer (IA-PC HPET 1.0a, 2.3), accessed 32 bits at a time, which every one allows. */
#ifndef HPET_REGS_H
#define HPET_REGS_H

#include <dddk/register.h>

static const struct reg32_ro CAPABILITIES = { 0x000 };
static const struct reg32_ro PERIOD_FS = { 0x004 }; /* of a tick; at most 100 ns */
static const struct reg32_rw CONFIGURATION = { 0x010 };
static const struct reg32_ro COUNTER = { 0x0f0 }; /* its lower half */
static const struct reg32_rw TIMER0 = { 0x100 };
static const struct reg32_rw TIMER0_COMPARATOR = { 0x108 };

enum {
	CAPABILITIES_LEGACY = 1 << 15,

	CONFIGURATION_ENABLE = 1 << 0,
	CONFIGURATION_LEGACY =
		1 << 1, /* timer 0 interrupts as the interval timer would, at ISA interrupt 0 */

	TIMER_ENABLE = 1 << 2, /* once, as an edge: all other bits 0 */
	TIMER_32_BITS = 1 << 8,

	PERIOD_FS_MAX = 100000000,
};

#endif
