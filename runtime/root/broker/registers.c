/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Frames of a claimed device's registers: made once, mapped into the driver and, its MSI-X table, here. */
#include "arch.h"
#include "arch_objects.h"
#include "internal.h"
#include "kernel_calls.h"
#include "window.h"

enum { SMALL_FRAMES_BITS_MAX = 25 }; /* regions up to 32 MiB may have small frames */

/* Frames are small where a page may have to be left out. */
static unsigned frame_bits_for(const struct device_region *region, unsigned block_bits)
{
	return block_bits > seL4_LargePageBits && region->address % LARGE_PAGE_BYTES == 0 ? seL4_LargePageBits
											  : seL4_PageBits;
}

static int make_frames(struct root *root, uint8_t owner, struct device_frames *frames)
{
	seL4_Word type = frames->frame_bits == seL4_PageBits ? ARCH_FRAME_OBJECT : ARCH_LARGE_FRAME_OBJECT;
	int error = slots_take(&root->slots, owner, frames->count, &frames->first);

	if (error)
		return error;
	for (size_t done = 0; !error && done < frames->count; done += POOL_FRAMES_MAX) {
		size_t left = frames->count - done;

		error = kernel_retype(frames->block->slot, type, 0, frames->first + done,
				      left < POOL_FRAMES_MAX ? left : POOL_FRAMES_MAX);
	}
	if (error) {
		kernel_revoke(frames->block->slot);
		slots_give(&root->slots, frames->first, frames->count);
	}
	return error;
}

int claim_frames(struct root *root, struct claim *claim, unsigned index)
{
	struct device_frames *frames = &claim->frames[index];
	const struct component *owner = root_component(root, claim->owner);
	struct device_region region;
	unsigned bits;
	int error = device_region(root, &claim->device, index, &region);

	if (error || frames->block)
		return error;
	bits = block_bits_for(region.address % (1ull << seL4_PageBits) + region.bytes);
	frames->frame_bits = frame_bits_for(&region, bits);
	if (frames->frame_bits == seL4_PageBits && bits > SMALL_FRAMES_BITS_MAX)
		return -E2BIG;
	frames->count = 1ull << (bits - frames->frame_bits);
	frames->block = memory_take_at(&root->memory, page_round_down(region.address), bits);
	if (!frames->block)
		return -EBUSY;
	error = make_frames(root, owner->pool.owner, frames);
	if (error) {
		memory_give(&root->memory, frames->block);
		*frames = (struct device_frames){ 0 };
	}
	return error;
}

void claim_frames_give(struct root *root, struct device_frames *frames)
{
	if (!frames->block)
		return;
	memory_give(&root->memory, frames->block); /* the frames and their mappings end with it */
	slots_give(&root->slots, frames->first, frames->count);
	*frames = (struct device_frames){ 0 };
}

volatile uint8_t *claim_msix_table(struct root *root, struct claim *claim)
{
	const struct pci_function *function = device_function(root, &claim->device);
	struct device_frames *frames;
	struct device_region region;
	struct pci_msix msix;
	uint64_t first, last, window = window_of_claim((unsigned)(claim - root->broker.claims));

	if (claim->msix_table || !function || pci_msix_read(&root->broker.pci, function, &msix) ||
	    claim_frames(root, claim, msix.table_bar) ||
	    device_region(root, &claim->device, msix.table_bar, &region))
		return claim->msix_table;
	frames = &claim->frames[msix.table_bar];
	first = (region.address % (1ull << seL4_PageBits) + msix.table_offset) >> frames->frame_bits;
	last = (region.address % (1ull << seL4_PageBits) + msix.table_offset + msix.table_bytes - 1) >>
	       frames->frame_bits;
	if (frames->frame_bits != seL4_PageBits ||
	    vspace_map(&root->vspace, frames->first + first, last - first + 1, window,
		       ELF_READ | ELF_WRITE | ACCESS_DEVICE))
		return NULL;
	claim->msix_table =
		(volatile uint8_t *)window + (region.address + msix.table_offset) % (1ull << seL4_PageBits);
	for (unsigned i = 0; i < msix.vectors; i++)
		pci_msix_entry_set(claim->msix_table, i, NULL);
	return claim->msix_table;
}
