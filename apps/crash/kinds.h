/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef CRASH_KINDS_H
#define CRASH_KINDS_H

#include <stdint.h>

/** A way to fault. */
struct crash_kind {
	const char *name;
	void (*run)(void);
};

/** What only this architecture can do; ends with a NULL name. */
extern const struct crash_kind crash_arch_kinds[];

/** A function that returns, in memory that is no code. */
extern uint8_t crash_return_code[];

#endif
