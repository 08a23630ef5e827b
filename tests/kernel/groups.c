/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "groups.h"

const struct test_group *const test_groups[] = {
	&bootinfo_tests,
	&syscall_tests,
	&ipc_tests,
	&transfer_tests,
	&notification_tests,
	&cnode_tests,
	&derivation_tests,
	&zombie_tests,
};

const unsigned num_test_groups = sizeof test_groups / sizeof test_groups[0];
