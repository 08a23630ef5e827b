/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "physical.h"

#include "arch_objects.h"
#include "kernel_calls.h"

void physical_unmap(struct root *root)
{
	for (size_t i = 0; i < root->arch.physical_count; i++)
		kernel_delete(root->arch.physical_frames + i);
	if (root->arch.physical_count)
		slots_give(&root->slots, root->arch.physical_frames, root->arch.physical_count);
	root->arch.physical_count = 0;
	while (root->arch.physical_blocks) {
		struct block *block = root->arch.physical_blocks;

		root->arch.physical_blocks = block->next;
		memory_give(&root->memory, block);
	}
}

static int make_frame(struct root *root, uint64_t paddr, seL4_CPtr slot)
{
	struct block *block = memory_take_at(&root->memory, paddr, seL4_PageBits);

	if (!block)
		return -1;
	block->next = root->arch.physical_blocks;
	root->arch.physical_blocks = block;
	return kernel_retype(block->slot, ARCH_FRAME_OBJECT, 0, slot, 1);
}

static int map_pages(struct root *root, uint64_t paddr, size_t pages)
{
	int error = slots_take(&root->slots, OWNER_ROOT, pages, &root->arch.physical_frames);

	if (error)
		return error;
	root->arch.physical_count = pages;
	for (size_t i = 0; !error && i < pages; i++)
		error = make_frame(root, paddr + (i << seL4_PageBits), root->arch.physical_frames + i);
	return error ? error
		     : vspace_map(&root->vspace, root->arch.physical_frames, pages, WINDOW_ARCH, ELF_READ);
}

const void *physical_map(void *context, uint64_t paddr, size_t bytes)
{
	struct root *root = context;
	uint64_t start = page_round_down(paddr);
	size_t pages = page_round_up(paddr - start + bytes) >> seL4_PageBits;

	physical_unmap(root);
	if (pages > ARCH_PHYSICAL_PAGES || paddr + bytes < paddr || map_pages(root, start, pages)) {
		physical_unmap(root);
		return NULL;
	}
	return (const char *)WINDOW_ARCH + (paddr - start);
}
