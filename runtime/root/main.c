/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <sel4/root.h>

#include "arch.h"
#include "service.h"
#include "system.h"

/* The one instance; too large for the stack. Everything else gets it as an argument. */
static struct root the_root;

void root_main(const seL4_BootInfo *info)
{
	struct root *root = &the_root;

	if (root_prepare(root, info) || watch_start(root))
		root_fail(root, "there is no memory for the root task");
	image_protect(root);
	arch_machine_read(root);
	broker_start(root);
	system_start(root);
	service_run(root);
}
