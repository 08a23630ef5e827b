/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The subjects of the suite, one file each; the table comes after them. */
#ifndef SUITE_GROUPS_H
#define SUITE_GROUPS_H

#include "suite/driver.h"

extern const struct test_group *const test_groups[];
extern const unsigned num_test_groups;

extern const struct test_group bootinfo_tests;

#endif
