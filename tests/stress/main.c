/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * No user action may crash, hang or corrupt the kernel: here are many of them. The
 * kernel stands the test if the suite reaches its end, and each round gets back all
 * the memory that it gave away.
 */
#include <sel4/root.h>

#include "stress.h"
#include "suite/poweroff.h"
#include "suite/tap.h"

void root_main(const seL4_BootInfo *info)
{
	driver_init(info);
	driver_run_group(&code_tests);
	calls_run();
	tap_close();
	machine_power_off();
}
