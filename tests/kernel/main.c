/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The ABI suite: a root task that tells in TAP on COM1 how the kernel under it
 * behaves. It uses nothing but the seL4 API, so the same image runs on seL4.
 */
#include <sel4/root.h>

#include "groups.h"
#include "suite/driver.h"
#include "suite/poweroff.h"
#include "suite/tap.h"
#include "table/table.h"

void root_main(const seL4_BootInfo *info)
{
	driver_init(info);
	for (unsigned i = 0; i < num_test_groups; i++)
		driver_run_group(test_groups[i]);
	table_run();
	tap_close();
	machine_power_off();
}
