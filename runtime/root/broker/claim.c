/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Who has which device. A device that is given back is stopped at once and reset; the
 * time that this takes is nobody's: who wants the device meanwhile is told to try again.
 */
#include "arch.h"
#include "arch_objects.h"
#include "internal.h"
#include "kernel_calls.h"
#include "window.h"

enum {
	QUIET_PATIENCE = 10000,     /* reads of configuration space; requests under way end in microseconds */
	SMALL_FRAMES_BITS_MAX = 25, /* regions up to 32 MiB may have small frames */
	US_PER_MS = 1000,
};

static const struct kaal_plan_grant *grant_at(const struct root *root, const struct component *component,
					      uint64_t index)
{
	return index < component->plan->grants_count ? plan_grants(&root->plan, component->plan) + index
						     : NULL;
}

struct claim *claim_of(struct root *root, const struct component *component, const char *name)
{
	for (unsigned i = 0; i < CLAIMS_MAX; i++) {
		struct claim *claim = &root->broker.claims[i];

		if (claim->state == CLAIM_HELD && claim->owner == component->id &&
		    strncmp(claim->name, name, KAAL_NAME_BYTES) == 0)
			return claim;
	}
	return NULL;
}

static struct claim *claim_on(struct root *root, const struct device *device)
{
	for (unsigned i = 0; i < CLAIMS_MAX; i++)
		if (root->broker.claims[i].state != CLAIM_FREE &&
		    device_equal(&root->broker.claims[i].device, device))
			return &root->broker.claims[i];
	return NULL;
}

static struct claim *claim_new(struct root *root)
{
	for (unsigned i = 0; i < CLAIMS_MAX; i++)
		if (root->broker.claims[i].state == CLAIM_FREE)
			return &root->broker.claims[i];
	return NULL;
}

/* Go on with a reset as far as time allows. @return has it ended? */
static bool reset_continue(struct root *root, struct claim *claim)
{
	while (claim->state == CLAIM_RESETTING) {
		uint64_t now = arch_cycles();
		uint32_t wait_us;

		if (root->tsc_khz && now < claim->reset_at)
			return false;
		wait_us = pci_reset_step(&root->broker.pci, &claim->reset);
		claim->reset_at = now + wait_us * root->tsc_khz / US_PER_MS;
		if (!wait_us)
			claim->state = CLAIM_FREE;
	}
	return true;
}

/* Is the device, or the bus that it is on, being reset? */
static bool is_resetting(struct root *root, const struct device *device)
{
	const struct pci_function *function = device_function(root, device);

	for (unsigned i = 0; i < CLAIMS_MAX; i++) {
		struct claim *claim = &root->broker.claims[i];
		const struct pci_function *other = device_function(root, &claim->device);
		bool concerns = device_equal(&claim->device, device) ||
				(claim->reset.kind == PCI_RESET_BUS && function && other &&
				 other->parent == function->parent);

		if (claim->state == CLAIM_RESETTING && concerns && !reset_continue(root, claim))
			return true;
	}
	return false;
}

/* Whatever firmware or the driver before has left behind. */
static int prepare(struct root *root, const struct component *component, const struct device *device)
{
	const struct pci_function *function = device_function(root, device);
	char name[PCI_NAME_BYTES];
	int error;

	if (!function)
		return 0;
	pci_function_quiet(&root->broker.pci, function);
	error = pci_function_enable(&root->broker.pci, function);
	if (!error)
		return 0;
	pci_name(function, name);
	return broker_refuse(root, component, -ENODEV, "cannot have PCI %s: %s", name,
			     error == -ENOSPC   ? "there is no room for its registers"
			     : error == -EINVAL ? "its base address registers make no sense"
						: "it does not answer any more");
}

static int take_device(struct root *root, struct component *component, const struct kaal_plan_grant *grant,
		       uint32_t match, struct claim **out)
{
	struct claim *claim;
	struct device device;
	int error = device_find(root, grant->match, grant->b, &device);

	if (error)
		return error == -EINVAL ? broker_refuse(root, component, -EINVAL,
							"asks for %s, which names no device", grant->match)
					: error;
	if (is_resetting(root, &device))
		return -EAGAIN;
	if (claim_on(root, &device))
		return broker_refuse(root, component, -EBUSY, "asks for %s, which %s has already",
				     grant->match,
				     component_name(root_component(root, claim_on(root, &device)->owner)));
	claim = claim_new(root);
	if (!claim)
		return -ENOSPC;
	error = prepare(root, component, &device);
	if (error)
		return error;
	*claim = (struct claim){
		.state = CLAIM_HELD, .owner = component->id, .match = match, .device = device
	};
	memcpy(claim->name, grant->name, sizeof claim->name);
	*out = claim;
	return 0;
}

/* Say what there is instead. */
static int refuse_missing(struct root *root, const struct component *component,
			  const struct kaal_plan_grant *grant)
{
	const struct pci *pci = &root->broker.pci;
	char line[BROKER_WHY_BYTES];
	struct text text = text_in(line, sizeof line);

	if (grant->flags & KAAL_NEED_OPTIONAL)
		return -ENODEV;
	for (unsigned i = 0; root->broker.has_pci && i < pci->functions_count; i++)
		text_add(&text, " %04x:%04x", pci->functions[i].vendor, pci->functions[i].device);
	return broker_refuse(root, component, -ENODEV, "finds no %s for %s; PCI has%s", grant->match,
			     grant->name, text.length ? line : " nothing");
}

int claim_take(struct root *root, struct component *component, uint64_t index, struct claim **out)
{
	const struct kaal_plan_grant *wanted = grant_of(root, component, index, KAAL_NEED_DEVICE), *grant;
	uint32_t match = 0;

	if (!wanted)
		return broker_refuse(root, component, -EPERM,
				     "asks for a device that its plan does not name");
	*out = claim_of(root, component, wanted->name);
	if (*out)
		return 0;
	for (uint64_t i = 0; (grant = grant_at(root, component, i)); i++) {
		int error;

		if (grant->kind != KAAL_NEED_DEVICE ||
		    strncmp(grant->name, wanted->name, KAAL_NAME_BYTES) != 0)
			continue;
		error = take_device(root, component, grant, match++, out);
		if (error != -ENODEV)
			return error;
	}
	return refuse_missing(root, component, wanted);
}

/* Frames are small where a page may have to be left out. */
static unsigned frame_bits_for(const struct device_region *region, unsigned block_bits)
{
	return block_bits > seL4_LargePageBits && region->address % LARGE_PAGE_BYTES == 0 ? seL4_LargePageBits
											  : seL4_PageBits;
}

static unsigned bits_for(uint64_t bytes)
{
	unsigned bits = seL4_PageBits;

	while (bits < BLOCK_BITS_MAX && 1ull << bits < bytes)
		bits++;
	return bits;
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
	bits = bits_for(region.address % (1ull << seL4_PageBits) + region.bytes);
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

static void give_frames(struct root *root, struct device_frames *frames)
{
	if (!frames->block)
		return;
	memory_give(&root->memory, frames->block); /* the frames and their mappings end with it */
	slots_give(&root->slots, frames->first, frames->count);
	*frames = (struct device_frames){ 0 };
}

void claim_master(struct root *root, const struct claim *claim)
{
	const struct pci_function *function = device_function(root, &claim->device);

	if (function)
		pci_function_master(&root->broker.pci, function, true);
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

/* @return is it quiet? */
static bool stop(struct root *root, const struct pci_function *function)
{
	pci_function_quiet(&root->broker.pci, function);
	for (unsigned i = 0; i < QUIET_PATIENCE; i++)
		if (pci_function_is_quiet(&root->broker.pci, function))
			return true;
	return false;
}

/* May everything behind the bridge above be reset with it? Not if somebody has it, or it leads further. */
static bool is_alone(struct root *root, const struct claim *claim, const struct pci_function *function)
{
	const struct pci *pci = &root->broker.pci;

	for (unsigned i = 0; i < pci->functions_count; i++) {
		const struct device other = { DEVICE_PCI, (int)i };
		const struct claim *holder = claim_on(root, &other);

		if (pci->functions[i].parent == function->parent &&
		    (pci->functions[i].is_bridge || (holder && holder != claim)))
			return false;
	}
	return true;
}

static void begin_reset(struct root *root, struct claim *claim, const struct pci_function *function)
{
	enum pci_reset_kind kind =
		pci_reset_begin(&root->broker.pci, function, is_alone(root, claim, function), &claim->reset);

	claim->reset_at = 0;
	claim->state = CLAIM_RESETTING;
	reset_continue(root, claim);
	if (kind == PCI_RESET_NONE)
		claim->state = CLAIM_FREE;
}

int claim_give(struct root *root, struct claim *claim)
{
	const struct pci_function *function = device_function(root, &claim->device);
	char name[PCI_NAME_BYTES];
	bool quiet = true;

	if (function)
		quiet = stop(root, function);
	for (unsigned i = 0; i < KAAL_BROKER_REGIONS; i++)
		give_frames(root, &claim->frames[i]);
	claim->msix_table = NULL;
	claim->state = CLAIM_FREE;
	if (!function)
		return 0;
	begin_reset(root, claim, function);
	if (quiet || pci_function_is_quiet(&root->broker.pci, function))
		return 0;
	pci_name(function, name);
	say(root, "PCI %s cannot be stopped: the memory that it was given for DMA stays unused.", name);
	return -EIO;
}
