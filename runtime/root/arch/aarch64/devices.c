/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers and interrupts of the device tree's devices, for components. */
#include <core/errno.h>
#include <core/text.h>
#include <fdt/devices.h>

#include "arch.h"
#include "arch_objects.h"
#include "kernel_calls.h"
#include "loader.h"
#include "tree.h"

enum {
	PAGE_BYTES = 1 << seL4_PageBits,
	REGISTERS_BYTES_MAX = 64 * PAGE_BYTES,

	/* an interrupt of a GIC (Linux, bindings/interrupt-controller/arm,gic.yaml) */
	CELL_KIND = 0,
	CELL_NUMBER = 1,
	CELL_FLAGS = 2,
	KIND_SHARED = 0,
	KIND_PRIVATE = 1,
	SHARED_FIRST = 32,
	PRIVATE_FIRST = 16,
	PRIVATE_COUNT = 16,
	FLAGS_EDGE = 0x3,
};

static int refuse(const char *match, int error, char why[COMPONENT_WHY_BYTES], const char *lack)
{
	text_print(why, COMPONENT_WHY_BYTES, "is a driver for %s: %s", match, lack);
	return error;
}

static int find_registers(const void *tree, int node, const char *match, struct kaal_grant *grant,
			  char why[COMPONENT_WHY_BYTES])
{
	uint64_t address, bytes;
	int error = grant->a > UINT32_MAX
			    ? -ENOENT
			    : devices_registers(tree, node, (unsigned)grant->a, &address, &bytes);

	if (error)
		return refuse(match, error, why,
			      error == -ENOENT ? "the device tree does not say where its registers are"
					       : "the processor does not reach its registers");
	if (bytes == 0 || bytes > REGISTERS_BYTES_MAX || address + bytes < address)
		return refuse(match, -EINVAL, why, "it has more registers than can be mapped");
	grant->a = address;
	grant->bytes = bytes;
	return 0;
}

int tree_interrupt(const uint32_t *cells)
{
	uint32_t kind = cells[CELL_KIND], number = cells[CELL_NUMBER];

	if (kind == KIND_SHARED && number <= seL4_ARM_MaxIRQ - SHARED_FIRST)
		return (int)number + SHARED_FIRST;
	if (kind == KIND_PRIVATE && number < PRIVATE_COUNT)
		return (int)number + PRIVATE_FIRST;
	return -1;
}

static int find_interrupt(const void *tree, int node, const char *match, struct kaal_grant *grant,
			  char why[COMPONENT_WHY_BYTES])
{
	uint32_t cells[DEVICES_GIC_CELLS] = { 0 };
	int error =
		grant->a > UINT32_MAX ? -ENOENT : devices_interrupt(tree, node, (unsigned)grant->a, cells);
	int id = error ? -1 : tree_interrupt(cells);

	if (error == -ENOENT)
		return refuse(match, error, why, "the device tree does not say which interrupt it has");
	if (id < 0)
		return refuse(match, -EINVAL, why, "its interrupt is none that the kernel knows");
	grant->a = (uint64_t)id;
	grant->b = (cells[CELL_FLAGS] & FLAGS_EDGE) != 0;
	return 0;
}

static int find_device(struct root *root, const char *match, struct kaal_grant *grant,
		       char why[COMPONENT_WHY_BYTES])
{
	const void *tree = root->arch.tree;
	int node = tree ? devices_find(tree, match, grant->b) : -ENODEV;

	if (node < 0)
		return refuse(match, -ENOENT, why, "the device tree names none");
	return grant->kind == KAAL_NEED_DT_MMIO ? find_registers(tree, node, match, grant, why)
						: find_interrupt(tree, node, match, grant, why);
}

int arch_device_find(struct root *root, const struct kaal_plan_grant *grant, struct kaal_grant *out,
		     char why[COMPONENT_WHY_BYTES])
{
	if (grant->kind == KAAL_NEED_IOPORTS || grant->kind == KAAL_NEED_ISA_IRQ)
		return refuse(grant->name, -ENODEV, why, "this machine has no I/O ports or ISA interrupts");
	return find_device(root, grant->match, out, why);
}

/* The console's page is the root task's own already; its driver gets a copy. */
static int make_frame(struct root *root, struct component *component, uint64_t paddr, seL4_CPtr slot)
{
	struct block *block;

	if (root->console.open && paddr == page_round_down(root->arch.console_paddr))
		return kernel_copy(place_own(slot), root->console.port.frame, seL4_RightsMask);
	block = memory_take_at(&root->memory, paddr, seL4_PageBits);
	if (!block)
		return -EBUSY;
	block->next = component->device_blocks;
	component->device_blocks = block;
	return kernel_retype(block->slot, ARCH_FRAME_OBJECT, 0, slot, 1);
}

static int map_registers(struct root *root, struct component *component, const struct kaal_grant *grant)
{
	uint64_t start = page_round_down(grant->a);
	size_t pages = page_round_up(grant->a + grant->bytes - start) >> seL4_PageBits;
	seL4_CPtr first;
	int error = slots_take(&root->slots, component->pool.owner, pages, &first);

	for (size_t i = 0; !error && i < pages; i++)
		error = make_frame(root, component, start + (i << seL4_PageBits), first + i);
	return error ? error
		     : vspace_map(&component->vspace, first, pages, page_round_down(grant->vaddr),
				  ELF_READ | ELF_WRITE | ACCESS_DEVICE);
}

int arch_grant_registers(struct root *root, struct component *component, const struct kaal_grant *grant,
			 char why[COMPONENT_WHY_BYTES])
{
	int error = map_registers(root, component, grant);

	if (error)
		text_print(why, COMPONENT_WHY_BYTES, "registers of %s at 0x%lx %s", grant->name, grant->a,
			   error == -EBUSY ? "are in use, or the kernel's" : "cannot be mapped");
	return error;
}

int arch_irq_issue(struct root *root, const struct component *component, const struct kaal_grant *grant,
		   seL4_CPtr slot)
{
	return -kernel_errno(seL4_IRQControl_GetTrigger(seL4_CapIRQControl, grant->a, grant->b,
							seL4_CapInitThreadCNode, slot, seL4_WordBits));
}

void arch_devices_release(struct root *root, struct component *component)
{
	while (component->device_blocks) {
		struct block *block = component->device_blocks;

		component->device_blocks = block->next;
		memory_give(&root->memory, block);
	}
}
