/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What entry.S calls. */
#ifndef ARM_TRAP_H
#define ARM_TRAP_H

#include "object/cap.h"

/** A synchronous exception of a user's that is no system call; registers are in kernel.current->context. */
void trap_synchronous(u64 esr);

/** An interrupt, out of user mode or the idle thread. */
void trap_interrupt(void);

/** What entry.S has saved of an exception that must not happen, lowest address first. */
struct trap_frame {
	u64 x[31], sp;
};

/** Say all that is known, and stop. @param vector  0..15 */
_Noreturn void trap_fatal(u64 vector, const struct trap_frame *frame);

#endif
