/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The console: the first PL011 of the device tree. */
#include <core/errno.h>
#include <fdt/devices.h>

#include "arch.h"
#include "arch_objects.h"
#include "kernel_calls.h"
#include "tree.h"

enum { PAGE_BYTES = 1 << seL4_PageBits };

static int find_device(struct root *root)
{
	const void *tree = root->arch.tree;
	int node = tree ? devices_find(tree, "arm,pl011", 0) : -ENODEV;
	uint64_t bytes;

	return node < 0 ? node : devices_registers(tree, node, 0, &root->arch.console_paddr, &bytes);
}

static int make_frame(struct root *root, seL4_CPtr *slot)
{
	struct block *block =
		memory_take_at(&root->memory, page_round_down(root->arch.console_paddr), seL4_PageBits);
	int error = slots_take(&root->slots, OWNER_ROOT, 1, slot);

	if (!block)
		return -EBUSY;
	return error ? error : kernel_retype(block->slot, ARCH_FRAME_OBJECT, 0, *slot, 1);
}

int arch_console_open(struct root *root)
{
	seL4_CPtr frame = 0;
	int error;

	tree_open(root);
	error = find_device(root);
	if (!error)
		error = make_frame(root, &frame);
	if (!error)
		error = vspace_map(&root->vspace, frame, 1, WINDOW_ARCH,
				   ELF_READ | ELF_WRITE | ACCESS_DEVICE);
	if (!error)
		console_attach(&root->console.port,
			       (void *)(WINDOW_ARCH + root->arch.console_paddr % PAGE_BYTES), frame);
	return error;
}

bool arch_is_console(const struct root *root, const struct kaal_grant *grant)
{
	return root->console.open && grant->kind == KAAL_NEED_DT_MMIO && grant->a == root->arch.console_paddr;
}
