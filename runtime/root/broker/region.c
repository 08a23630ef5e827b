/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers of devices, in a driver's address space or as ports. */
#include "arch.h"
#include "internal.h"
#include "kernel_calls.h"

enum { PAGE_BYTES = 1 << seL4_PageBits };

/* Pages [first, end) of a region that a driver must not have: they hold the device's MSI-X table. */
struct hole {
	size_t first, end;
};

static struct hole hole_in(struct root *root, const struct claim *claim, unsigned index,
			   const struct device_region *region)
{
	const struct pci_function *function = device_function(root, &claim->device);
	uint64_t offset = region->address % PAGE_BYTES;
	struct pci_msix msix;

	if (!function || pci_msix_read(&root->broker.pci, function, &msix) || msix.table_bar != index)
		return (struct hole){ 0, 0 };
	offset += msix.table_offset;
	return (struct hole){ offset / PAGE_BYTES,
			      (offset + msix.table_bytes + PAGE_BYTES - 1) / PAGE_BYTES };
}

static int map_frames(struct root *root, struct component *component, const struct device_frames *frames,
		      struct hole hole, uint64_t area)
{
	access_rights rights = ELF_READ | ELF_WRITE | ACCESS_DEVICE;
	int error = 0;

	if (hole.first == hole.end)
		return vspace_map_sized(&component->vspace, frames->first, frames->count, frames->frame_bits,
					area, rights);
	if (frames->frame_bits != seL4_PageBits)
		return -E2BIG; /* a large page would show the table */
	if (hole.first)
		error = vspace_map(&component->vspace, frames->first, hole.first, area, rights);
	if (!error && hole.end < frames->count)
		error = vspace_map(&component->vspace, frames->first + hole.end, frames->count - hole.end,
				   area + hole.end * PAGE_BYTES, rights);
	return error;
}

static void unmap_frames(const struct device_frames *frames, struct hole hole)
{
	for (size_t i = 0; i < frames->count; i++)
		if (i < hole.first || i >= hole.end)
			vspace_unmap(frames->first + i, 1);
}

static int map_memory(struct root *root, struct component *component, struct claim *claim, unsigned index,
		      const struct device_region *region, struct holding *holding)
{
	const struct device_frames *frames = &claim->frames[index];
	struct hole hole = hole_in(root, claim, index, region);
	uint64_t area;
	int error = claim_frames(root, claim, index);

	if (error)
		return error;
	holding->area_bytes = 0; /* not in its own way */
	error = area_find(root, component, (uint64_t)frames->count << frames->frame_bits,
			  1ull << frames->frame_bits, &area);
	if (!error)
		error = map_frames(root, component, frames, hole, area);
	if (error) {
		unmap_frames(frames, hole);
		return error;
	}
	holding->area_bytes = (uint64_t)frames->count << frames->frame_bits;
	holding->vaddr = area + region->address % PAGE_BYTES;
	return 0;
}

/* The root task keeps the capability that was issued, so that it can be revoked. */
static int give_ports(struct root *root, struct component *component, const struct device_region *region,
		      struct holding *holding)
{
	int error = slot_find(root, component, &holding->slot);

	if (!error)
		error = slots_take(&root->slots, component->pool.owner, 1, &holding->handler);
	if (error) {
		holding->slot = 0;
		return error;
	}
	error = bus_ports_issue(root, (uint16_t)region->address, region->bytes, place_own(holding->handler));
	if (!error)
		error = kernel_copy(place_of(component, holding->slot), holding->handler, seL4_RightsMask);
	holding->first_port = region->address;
	if (error) {
		kernel_delete(holding->handler);
		slots_give(&root->slots, holding->handler, 1);
	}
	return error;
}

static struct holding *held_already(struct root *root, const struct component *component, int claim,
				    unsigned index)
{
	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		struct holding *holding = &root->broker.holdings[i];

		if (holding->kind == HOLDING_REGION && holding->owner == component->id &&
		    holding->claim == claim && holding->number == index)
			return holding;
	}
	return NULL;
}

int region_map(struct root *root, struct component *component, struct claim *claim, unsigned index,
	       struct holding **out)
{
	int number = (int)(claim - root->broker.claims);
	struct device_region region;
	struct holding *holding;
	int error =
		index < KAAL_BROKER_REGIONS ? device_region(root, &claim->device, index, &region) : -ENOENT;

	*out = held_already(root, component, number, index);
	if (error || *out)
		return error;
	holding = holding_new(root, component, HOLDING_REGION);
	if (!holding)
		return -ENOSPC;
	holding->claim = number;
	holding->number = index;
	holding->bytes = region.bytes;
	holding->paddr = region.address;
	error = region.kind == KAAL_REGION_PORTS
			? give_ports(root, component, &region, holding)
			: map_memory(root, component, claim, index, &region, holding);
	if (error) {
		holding_drop(holding);
		return broker_refuse(root, component, error, "cannot have region %u of %s at 0x%lx: %s",
				     index, claim->name, (unsigned long)region.address,
				     error == -EBUSY ? "somebody has it" : "there is no room for it");
	}
	*out = holding;
	return 0;
}

void region_release(struct root *root, struct component *component, struct holding *holding)
{
	struct claim *claim = &root->broker.claims[holding->claim];
	struct device_region region;

	if (holding->handler) {
		kernel_revoke(holding->handler);
		kernel_delete(holding->handler);
		slots_give(&root->slots, holding->handler, 1);
	} else if (!device_region(root, &claim->device, holding->number, &region)) {
		unmap_frames(&claim->frames[holding->number], hole_in(root, claim, holding->number, &region));
	}
	holding_drop(holding);
}
