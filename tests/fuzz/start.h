/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The world as every program finds it: making it anew takes longer than restoring it. */
#ifndef TESTS_START_H
#define TESTS_START_H

/** Bring back the world of program_world(); the first time, make it. */
void start_restore(void);

/** Check all invariants; abort if one is broken. */
void start_check(void);

#endif
