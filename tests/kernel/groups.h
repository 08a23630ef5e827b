/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The subjects of the suite, one file each; the table comes after them. */
#ifndef SUITE_GROUPS_H
#define SUITE_GROUPS_H

#include "suite/driver.h"

extern const struct test_group *const test_groups[];
extern const unsigned num_test_groups;

extern const struct test_group bootinfo_tests;
extern const struct test_group syscall_tests;
extern const struct test_group ipc_tests;
extern const struct test_group transfer_tests;
extern const struct test_group notification_tests;
extern const struct test_group cnode_tests;
extern const struct test_group derivation_tests;
extern const struct test_group zombie_tests;
extern const struct test_group untyped_tests;
extern const struct test_group tcb_tests;
extern const struct test_group register_tests;
extern const struct test_group fault_tests;
extern const struct test_group sched_tests;
extern const struct test_group domain_tests;
extern const struct test_group vspace_tests;
extern const struct test_group irq_tests;
extern const struct test_group cache_tests;
extern const struct test_group ioport_tests;
extern const struct test_group fpu_tests;
extern const struct test_group server_tests;
extern const struct test_group observed_tests;

#endif
