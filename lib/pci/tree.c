/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <pci/tree.h>

#include "internal.h"

enum {
	CELL_BYTES = 4,
	SIZE_CELLS = 2,

	/* the first cell of an address (IEEE 1275 PCI, 2.2.1.1) */
	SPACE_SHIFT = 24,
	SPACE_MASK = 3,
	SPACE_IO = 1,
	SPACE_MEMORY_32 = 2,
	SPACE_MEMORY_64 = 3,
	PREFETCHABLE = 1 << 30,
	BUS_SHIFT = 16,
	DEVICE_SHIFT = 11,

	SELECTOR_CELLS = PCI_TREE_ADDRESS_CELLS + 1, /* an address and a pin */
	CONTROLLER_ADDRESS_CELLS_MAX = 4,
};

static uint32_t cell(const uint8_t *at, size_t index)
{
	at += index * CELL_BYTES;
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint64_t cells(const uint8_t *at, size_t index, unsigned count)
{
	return count == 1 ? cell(at, index) : (uint64_t)cell(at, index) << 32 | cell(at, index + 1);
}

static int add_window(struct pci_host *host, const uint8_t *entry, unsigned parent_cells)
{
	uint32_t kind = cell(entry, 0), space = kind >> SPACE_SHIFT & SPACE_MASK;
	struct pci_window window = {
		.address = cells(entry, 1, 2),
		.cpu_address = cells(entry, PCI_TREE_ADDRESS_CELLS, parent_cells),
		.bytes = cells(entry, PCI_TREE_ADDRESS_CELLS + parent_cells, SIZE_CELLS),
		.space = space == SPACE_IO ? PCI_SPACE_IO : PCI_SPACE_MEMORY,
		.prefetchable = kind & PREFETCHABLE || space == SPACE_MEMORY_64,
	};

	if (space < SPACE_IO)
		return 0;
	if (!window.bytes || window.address + window.bytes - 1 < window.address ||
	    window.cpu_address + window.bytes - 1 < window.cpu_address)
		return -EINVAL;
	if (host->windows_count == PCI_WINDOWS_MAX)
		return -ENOSPC;
	host->windows[host->windows_count++] = window;
	return 0;
}

int pci_tree_windows(struct pci_property ranges, unsigned parent_cells, struct pci_host *host)
{
	size_t entry_bytes = (PCI_TREE_ADDRESS_CELLS + parent_cells + SIZE_CELLS) * (size_t)CELL_BYTES;
	int error = 0;

	if (parent_cells < 1 || parent_cells > 2 || !ranges.bytes || ranges.bytes % entry_bytes)
		return -EINVAL;
	for (size_t at = 0; !error && at < ranges.bytes; at += entry_bytes)
		error = add_window(host, ranges.at + at, parent_cells);
	return error;
}

/* Does an entry's selector match, as far as the mask goes? */
static bool selects(const struct pci_tree_map *map, const uint8_t *entry,
		    const uint32_t wanted[SELECTOR_CELLS])
{
	for (size_t i = 0; i < SELECTOR_CELLS; i++) {
		uint32_t mask = map->mask.bytes ? cell(map->mask.at, i) : UINT32_MAX;

		if ((cell(entry, i) ^ wanted[i]) & mask)
			return false;
	}
	return true;
}

/* The entry at @at. @return its length in cells, 0: it is damaged */
static size_t entry_cells(const struct pci_tree_map *map, size_t at, unsigned *address_cells,
			  unsigned *interrupt_cells)
{
	size_t rest = map->map.bytes / CELL_BYTES - at;

	if (rest <= SELECTOR_CELLS ||
	    map->controller(map->context, cell(map->map.at, at + SELECTOR_CELLS), address_cells,
			    interrupt_cells) ||
	    *address_cells > CONTROLLER_ADDRESS_CELLS_MAX || !*interrupt_cells ||
	    *interrupt_cells > PCI_TREE_INTERRUPT_CELLS_MAX ||
	    *address_cells + *interrupt_cells > rest - SELECTOR_CELLS - 1)
		return 0;
	return SELECTOR_CELLS + 1 + *address_cells + *interrupt_cells;
}

int pci_tree_route(const struct pci_tree_map *map, struct pci_address slot, unsigned pin,
		   struct pci_tree_irq *out)
{
	const uint32_t wanted[SELECTOR_CELLS] = { (uint32_t)slot.bus << BUS_SHIFT | (uint32_t)slot.device
											    << DEVICE_SHIFT,
						  0, 0, pin };
	size_t length;

	if (map->map.bytes % CELL_BYTES || (map->mask.bytes && map->mask.bytes != sizeof wanted))
		return -EINVAL;
	for (size_t at = 0; at < map->map.bytes / CELL_BYTES; at += length) {
		const uint8_t *entry = map->map.at + at * CELL_BYTES;
		unsigned address_cells, interrupt_cells;

		length = entry_cells(map, at, &address_cells, &interrupt_cells);
		if (!length)
			return -EINVAL;
		if (!selects(map, entry, wanted))
			continue;
		*out = (struct pci_tree_irq){ .controller = cell(entry, SELECTOR_CELLS),
					      .cells_count = interrupt_cells };
		for (size_t i = 0; i < interrupt_cells; i++)
			out->cells[i] = cell(entry, SELECTOR_CELLS + 1 + address_cells + i);
		return 0;
	}
	return -ENOENT;
}
