/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "groups.h"

const struct test_group *const test_groups[] = {
	&bootinfo_tests,
};

const unsigned num_test_groups = sizeof test_groups / sizeof test_groups[0];
