/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* System calls with every register in view. */
#ifndef SUITE_RAW_H
#define SUITE_RAW_H

#include <sel4/sel4.h>

/** All general registers, as they go in and as they come out; @sp and @flags only come out. */
struct raw_registers {
	seL4_Word cap, info, mr0, mr1, mr2, mr3; /* x0..x5 */
	seL4_Word x6;
	seL4_Word number; /* x7 */
	seL4_Word x8_x30[23];
	seL4_Word sp, sp_before;
};

/** Execute `svc`. */
void raw_syscall(struct raw_registers *regs);

/** Registers with a different value in each. */
struct raw_registers raw_pattern(void);

/** Check that all that the kernel must preserve is as in @before, except the bits of @skip. */
void raw_check_preserved(const struct raw_registers *before, const struct raw_registers *after,
			 unsigned skip);

/** Check what the trap instruction itself leaves. */
void raw_check_trap(const struct raw_registers *after);

/** For @skip: registers that the call in question writes. */
enum { RAW_CAP = 1, RAW_INFO = 2, RAW_MRS = 4 };

#endif
