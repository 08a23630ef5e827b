/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "groups.h"

#include "arch.h"

const struct test_group *const test_groups[] = {
	&syscall_tests,    &ipc_tests,    &transfer_tests, &notification_tests, &cnode_tests,
	&derivation_tests, &zombie_tests, &untyped_tests,  &tcb_tests,          &sched_tests,
	&domain_tests,     &vspace_tests, &server_tests,   ARCH_TEST_GROUPS,
};

const unsigned num_test_groups = sizeof test_groups / sizeof test_groups[0];
