/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef STRESS_H
#define STRESS_H

#include "suite/driver.h"

/** Threads that execute random bytes with random registers. */
extern const struct test_group code_tests;

/** Run threads that make random system calls on capabilities of every kind, and report. */
void calls_run(void);

#endif
