/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The device tree's devices for the broker. */
#include <core/errno.h>
#include <fdt/devices.h>

#include "arch.h"
#include "arch_objects.h"
#include "broker/bus.h"
#include "broker/window.h"
#include "kernel_calls.h"
#include "tree.h"

enum {
	REGION_BYTES_MAX = 16 << 20,
	FLAGS_EDGE = 0x3, /* Linux, bindings/interrupt-controller/arm,gic.yaml */
	CELL_FLAGS = 2,

	/* Virtio 1.1, 4.2.2 */
	VIRTIO_MAGIC = 0x000,
	VIRTIO_MAGIC_VALUE = 0x74726976,
	VIRTIO_DEVICE = 0x008,
};

/* Read two registers, with nothing left mapped. @return its virtio type, 0: none */
static uint32_t probe_frame(struct root *root, uint64_t paddr, seL4_CPtr slot, const struct block *block)
{
	volatile uint32_t *registers = (volatile uint32_t *)(WINDOW_MESSAGES + (1ull << seL4_PageBits) +
							     paddr % (1ull << seL4_PageBits));
	uint32_t type = 0;

	if (kernel_retype(block->slot, ARCH_FRAME_OBJECT, 0, slot, 1))
		return 0;
	if (!vspace_map(&root->vspace, slot, 1, WINDOW_MESSAGES + (1ull << seL4_PageBits),
			ELF_READ | ACCESS_DEVICE) &&
	    registers[VIRTIO_MAGIC / sizeof *registers] == VIRTIO_MAGIC_VALUE)
		type = registers[VIRTIO_DEVICE / sizeof *registers];
	return type;
}

static uint32_t probe_virtio(struct root *root, int node)
{
	struct block *block;
	uint64_t paddr, bytes;
	uint32_t type = 0;
	seL4_CPtr slot;

	if (devices_registers(root->arch.tree, node, 0, &paddr, &bytes))
		return 0;
	block = memory_take_at(&root->memory, page_round_down(paddr), seL4_PageBits);
	if (!block)
		return 0;
	if (!slots_take(&root->slots, OWNER_ROOT, 1, &slot)) {
		type = probe_frame(root, paddr, slot, block);
		kernel_delete(slot);
		slots_give(&root->slots, slot, 1);
	}
	memory_give(&root->memory, block);
	return type;
}

/* Every transport's device is asked for once, before any of them is anybody's. */
static void probe_all(struct root *root)
{
	int node;

	for (unsigned i = 0; i < ARCH_VIRTIO_MAX; i++) {
		node = devices_find(root->arch.tree, "virtio,mmio", i);
		if (node < 0)
			break;
		root->arch.virtio[i].node = node;
		root->arch.virtio[i].type = probe_virtio(root, node);
	}
	root->arch.virtio_probed = true;
}

static int find_virtio(struct root *root, uint32_t type, unsigned index)
{
	if (!root->arch.virtio_probed)
		probe_all(root);
	for (unsigned i = 0; i < ARCH_VIRTIO_MAX; i++)
		if (type && root->arch.virtio[i].type == type && !index--)
			return root->arch.virtio[i].node;
	return -ENODEV;
}

int bus_device_find(struct root *root, const struct match *match, unsigned index, struct device *out)
{
	const void *tree = root->arch.tree;
	int node = -ENODEV;

	if (tree && match->kind == MATCH_TREE)
		node = devices_find(tree, match->text, index);
	if (tree && match->kind == MATCH_VIRTIO)
		node = find_virtio(root, match->virtio_type, index);
	*out = (struct device){ DEVICE_TREE, node };
	return node < 0 ? -ENODEV : 0;
}

int bus_device_region(struct root *root, const struct device *device, unsigned index,
		      struct device_region *out)
{
	*out = (struct device_region){ .kind = KAAL_REGION_MMIO };
	if (devices_registers(root->arch.tree, device->number, index, &out->address, &out->bytes) ||
	    !out->bytes || out->bytes > REGION_BYTES_MAX || out->address + out->bytes < out->address)
		return -ENOENT;
	return 0;
}

int bus_device_line(struct root *root, const struct device *device, unsigned index, struct bus_line *out)
{
	uint32_t cells[DEVICES_GIC_CELLS];
	int id;

	if (devices_interrupt(root->arch.tree, device->number, index, cells))
		return -ENOENT;
	id = tree_interrupt(cells);
	if (id < 0)
		return -ENOENT;
	*out = (struct bus_line){ .input = (uint32_t)id, .level = !(cells[CELL_FLAGS] & FLAGS_EDGE) };
	return 0;
}
