/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the firmware tells: the device tree, and the counter's rate. */
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

	root->arch.has_tree = chunk && dt_open(&root->arch.tree, chunk + 1, chunk->len - sizeof *chunk);
}

static bool is_disabled(const struct dt *tree, const struct dt_node *node)
{
	uint32_t bytes;

	return dt_property(tree, node, "status", &bytes) && !dt_has_string(tree, node, "status", "okay") &&
	       !dt_has_string(tree, node, "status", "ok");
}

bool tree_find(const struct dt *tree, const char *compatible, uint64_t index, struct dt_node *node)
{
	*node = (struct dt_node){ 0 };
	while (dt_next(tree, node))
		if (dt_has_string(tree, node, "compatible", compatible) && !is_disabled(tree, node) &&
		    !index--)
			return true;
	return false;
}

void arch_machine_read(struct root *root)
{
	if (!root->arch.has_tree)
		say(root, "No usable device tree: no devices for components.");
}
