/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interrupt lines, and messages where a GICv2m frame turns writes into interrupts
 * (Arm SBSA 3.0, appendix E). GICv3's ITS wants tables of the hypervisor's kind in
 * memory and a kernel that knows it: without a GICv2m devices have their pins.
 */
#include <core/errno.h>
#include <fdt/devices.h>

#include "arch.h"
#include "arch_objects.h"
#include "broker/bus.h"
#include "broker/window.h"
#include "kernel_calls.h"

enum {
	MSI_TYPER = 0x008, /* first interrupt in bits 25:16, how many in 9:0 */
	MSI_TYPER_FIRST_SHIFT = 16,
	MSI_TYPER_MASK = 0x3ff,
	MSI_SETSPI = 0x040,
	SHARED_FIRST = 32,
	CELL_BYTES = 4,
};

static bool override(const void *tree, int node, const char *name, uint32_t *value)
{
	size_t bytes;
	const uint8_t *at = devices_property(tree, node, name, &bytes);

	if (!at || bytes != CELL_BYTES)
		return false;
	*value = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
	return true;
}

static int map_frame(struct root *root, uint64_t paddr)
{
	struct block *block = memory_take_at(&root->memory, page_round_down(paddr), seL4_PageBits);
	seL4_CPtr slot;
	int error;

	if (!block)
		return -EBUSY;
	error = slots_take(&root->slots, OWNER_ROOT, 1, &slot);
	if (!error)
		error = kernel_retype(block->slot, ARCH_FRAME_OBJECT, 0, slot, 1);
	return error ? error : vspace_map(&root->vspace, slot, 1, WINDOW_MESSAGES, ELF_READ | ACCESS_DEVICE);
}

/* Which interrupts are the frame's; only those that the kernel knows are used. */
static void read_frame(struct root *root, int node, uint64_t paddr)
{
	struct arch_messages *messages = &root->arch.messages;
	uint64_t at = WINDOW_MESSAGES + paddr % (1ull << seL4_PageBits) + MSI_TYPER;
	uint32_t typer = *(volatile uint32_t *)at;
	uint32_t first = typer >> MSI_TYPER_FIRST_SHIFT & MSI_TYPER_MASK, count = typer & MSI_TYPER_MASK;

	override(root->arch.tree, node, "arm,msi-base-spi", &first);
	override(root->arch.tree, node, "arm,msi-num-spis", &count);
	if (first < SHARED_FIRST || first > seL4_ARM_MaxIRQ)
		return;
	messages->first = first;
	messages->count = count <= seL4_ARM_MaxIRQ + 1 - first ? count : seL4_ARM_MaxIRQ + 1 - first;
	if (messages->count > ARCH_MESSAGES_MAX)
		messages->count = ARCH_MESSAGES_MAX;
	messages->doorbell = paddr + MSI_SETSPI;
}

static void look_for_frame(struct root *root)
{
	const void *tree = root->arch.tree;
	int node = tree ? devices_find(tree, "arm,gic-v2m-frame", 0) : -ENODEV;
	uint64_t paddr, bytes;

	root->arch.messages.looked_for = true;
	if (node >= 0 && !devices_registers(tree, node, 0, &paddr, &bytes) && !map_frame(root, paddr))
		read_frame(root, node, paddr);
}

static struct arch_messages *messages_of(struct root *root)
{
	if (!root->arch.messages.looked_for)
		look_for_frame(root);
	return &root->arch.messages;
}

unsigned bus_messages_left(struct root *root)
{
	const struct arch_messages *messages = messages_of(root);
	unsigned left = 0;

	for (unsigned i = 0; i < messages->count; i++)
		left += !messages->owner[i];
	return left;
}

int bus_message_issue(struct root *root, uint32_t owner, const struct pci_function *function, seL4_CPtr slot,
		      struct pci_message *message, unsigned *vector)
{
	struct arch_messages *messages = messages_of(root);
	unsigned i = 0;
	int error;

	while (i < messages->count && messages->owner[i])
		i++;
	if (i == messages->count)
		return messages->count ? -ENOSPC : -ENODEV;
	error = -kernel_errno(seL4_IRQControl_GetTrigger(seL4_CapIRQControl, messages->first + i, 1,
							 seL4_CapInitThreadCNode, slot, seL4_WordBits));
	if (error)
		return error;
	messages->owner[i] = (uint8_t)owner;
	*message = (struct pci_message){ .address = messages->doorbell, .data = messages->first + i };
	*vector = messages->first + i;
	return 0;
}

void bus_vector_give(struct root *root, unsigned vector)
{
	struct arch_messages *messages = &root->arch.messages;

	if (vector >= messages->first && vector - messages->first < messages->count)
		messages->owner[vector - messages->first] = 0;
}

int bus_line_issue(struct root *root, uint32_t owner, const struct bus_line *line, seL4_CPtr slot,
		   unsigned *vector)
{
	*vector = line->input;
	return -kernel_errno(seL4_IRQControl_GetTrigger(seL4_CapIRQControl, line->input, !line->level,
							seL4_CapInitThreadCNode, slot, seL4_WordBits));
}

bool bus_line_is_planned(struct root *root, const struct bus_line *line)
{
	for (uint32_t i = 0; i < root->plan.header->grants_count; i++) {
		const struct kaal_plan_grant *grant = &root->plan.grants[i];
		struct kaal_grant found = { .kind = grant->kind, .a = grant->a, .b = grant->b };
		char why[COMPONENT_WHY_BYTES];

		if (grant->kind == KAAL_NEED_DT_IRQ && !arch_device_find(root, grant, &found, why) &&
		    found.a == line->input)
			return true;
	}
	return false;
}

int bus_ports_issue(struct root *root, uint16_t first, uint64_t count, struct place to)
{
	return -ENODEV;
}
