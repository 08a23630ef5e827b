/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "groups.h"

const struct test_group *const test_groups[] = {
	&bootinfo_tests, &syscall_tests,    &ipc_tests,    &transfer_tests, &notification_tests,
	&cnode_tests,    &derivation_tests, &zombie_tests, &untyped_tests,  &tcb_tests,
	&fault_tests,    &sched_tests,      &domain_tests, &vspace_tests,   &irq_tests,
	&ioport_tests,   &fpu_tests,        &server_tests, &observed_tests,
};

const unsigned num_test_groups = sizeof test_groups / sizeof test_groups[0];
