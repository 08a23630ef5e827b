/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the firmware tells: the device tree, and the counter's rate. */
#include <fdt/devices.h>
#include <sel4/bootinfo.h>

#include "arch.h"
#include "tree.h"

enum { HZ_PER_KHZ = 1000 };

uint64_t arch_cycles_khz(const seL4_BootInfo *info)
{
	uint64_t hz;

	__asm__ volatile("mrs %0, cntfrq_el0" : "=r"(hz));
	return hz / HZ_PER_KHZ;
}

void tree_open(struct root *root)
{
	const seL4_BootInfoHeader *chunk = sel4_bootinfo_find(root->info, SEL4_BOOTINFO_HEADER_FDT);

	if (chunk && devices_check(chunk + 1, chunk->len - sizeof *chunk))
		root->arch.tree = chunk + 1;
}

void arch_machine_read(struct root *root)
{
	if (!root->arch.tree)
		say(root, "No usable device tree: no devices for components.");
}
