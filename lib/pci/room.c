/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where ranges may lie: what the bridge above or the host passes on, and who is there already. */
#include "room.h"

enum { GIB_4_BITS = 32, IO_16_BITS = 16 };

uint64_t round_up(uint64_t value, uint64_t align)
{
	return (value + align - 1) & ~(align - 1);
}

struct room taken_by(const struct pci *pci, const struct pci_range *range)
{
	uint64_t granule = pci->host.granule[range->space];

	return (struct room){ range->address & ~(granule - 1),
			      round_up(range->address + range->bytes, granule) };
}

/* May a range lie in this window of the bridge above it? */
static bool suits(const struct pci_range *window, const struct pci_range *range)
{
	return window->state == PCI_RANGE_PLACED && window->space == range->space &&
	       (!window->prefetchable || range->prefetchable);
}

static bool inside(const struct pci_range *range, uint64_t address, uint64_t bytes)
{
	return range->address >= address && range->bytes <= bytes &&
	       range->address - address <= bytes - range->bytes;
}

bool is_passed_on(const struct pci *pci, const struct pci_function *parent, const struct pci_range *range)
{
	for (unsigned i = PCI_BARS; parent && i < PCI_RANGES; i++)
		if (suits(&parent->ranges[i], range) &&
		    inside(range, parent->ranges[i].address, parent->ranges[i].bytes))
			return true;
	for (unsigned i = 0; !parent && i < pci->host.windows_count; i++) {
		const struct pci_window *window = &pci->host.windows[i];

		if (window->space == range->space && inside(range, window->address, window->bytes))
			return true;
	}
	return false;
}

const struct pci_range *neighbour_in(const struct pci *pci, uint16_t parent, struct room room, uint8_t space,
				     unsigned end)
{
	for (unsigned i = 0; i < end; i++) {
		const struct pci_function *other = &pci->functions[i];

		for (unsigned j = 0; other->parent == parent && j < PCI_RANGES; j++) {
			const struct pci_range *range = &other->ranges[j];
			struct room taken = taken_by(pci, range);

			if (range->state == PCI_RANGE_PLACED && range->space == space &&
			    room.start < taken.end && taken.start < room.end)
				return range;
		}
	}
	return NULL;
}

unsigned window_for(const struct pci_function *bridge, const struct pci_range *range)
{
	const struct pci_range *prefetchable = &bridge->ranges[PCI_WINDOW_PREFETCHABLE];

	if (range->space == PCI_SPACE_IO)
		return PCI_WINDOW_IO;
	return range->prefetchable && range->wide && prefetchable->wide ? PCI_WINDOW_PREFETCHABLE
									: PCI_WINDOW_MEMORY;
}

/* The end of what the range's own registers can hold. */
static uint64_t address_end(const struct pci_range *range, bool is_window)
{
	if (range->wide)
		return UINT64_MAX;
	return 1ull << (range->space == PCI_SPACE_IO && is_window ? IO_16_BITS : GIB_4_BITS);
}

/* Take the lowest gap. */
static bool find_gap(const struct pci *pci, const struct pci_function *function, struct pci_range *range,
		     struct room room)
{
	uint64_t granule = pci->host.granule[range->space];
	uint64_t address = round_up(room.start ? room.start : 1, range->align); /* 0 means none */

	while (address >= room.start && address <= room.end && range->bytes <= room.end - address) {
		struct room wanted = { address, round_up(address + range->bytes, granule) };
		const struct pci_range *neighbour =
			neighbour_in(pci, function->parent, wanted, range->space, pci->functions_count);

		if (!neighbour) {
			range->address = address;
			range->state = PCI_RANGE_PLACED;
			return true;
		}
		address = round_up(taken_by(pci, neighbour).end, range->align);
	}
	return false;
}

static struct room room_of(uint64_t address, uint64_t bytes, uint64_t end)
{
	uint64_t last = address + bytes < address ? UINT64_MAX : address + bytes;

	return (struct room){ address, last < end ? last : end };
}

static bool place_on_root(const struct pci *pci, const struct pci_function *function, struct pci_range *range,
			  uint64_t end, bool preferred)
{
	for (unsigned i = 0; i < pci->host.windows_count; i++) {
		const struct pci_window *window = &pci->host.windows[i];

		if (window->space == range->space && window->prefetchable == preferred &&
		    window->address < end &&
		    find_gap(pci, function, range, room_of(window->address, window->bytes, end)))
			return true;
	}
	return false;
}

bool range_place(const struct pci *pci, const struct pci_function *function, struct pci_range *range)
{
	const struct pci_function *parent = parent_of(pci, function);
	uint64_t end = address_end(range, range >= &function->ranges[PCI_BARS]);
	bool preferred = range->prefetchable && range->wide;

	if (parent) {
		const struct pci_range *window = &parent->ranges[window_for(parent, range)];

		return window->state == PCI_RANGE_PLACED && window->address < end &&
		       find_gap(pci, function, range, room_of(window->address, window->bytes, end));
	}
	return place_on_root(pci, function, range, end, preferred) ||
	       place_on_root(pci, function, range, end, !preferred);
}
