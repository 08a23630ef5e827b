/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a bridge passes on (PCI-to-PCI Bridge 1.2, 3.2.5.6 to 3.2.5.10). */
#include "internal.h"

enum {
	IO_GRANULE = 1 << 12,
	MEMORY_GRANULE = 1 << 20,
	IO_SHIFT = 8,      /* of the 8-bit base and limit */
	MEMORY_SHIFT = 16, /* of the 16-bit ones */
};

/* One window's registers. */
struct layout {
	uint8_t base, limit, bytes;                /* offsets and width */
	uint8_t base_high, limit_high, high_bytes; /* 0: none */
	uint8_t shift, space;
	uint32_t granule;
};

static const struct layout layouts[] = {
	[0] = { REG_IO_BASE, REG_IO_LIMIT, 1, REG_IO_BASE_HIGH, REG_IO_LIMIT_HIGH, 2, IO_SHIFT, PCI_SPACE_IO,
		IO_GRANULE },
	[PCI_WINDOW_MEMORY - PCI_WINDOW_IO] = { REG_MEMORY_BASE, REG_MEMORY_LIMIT, 2, 0, 0, 0, MEMORY_SHIFT,
						PCI_SPACE_MEMORY, MEMORY_GRANULE },
	[PCI_WINDOW_PREFETCHABLE - PCI_WINDOW_IO] = { REG_PREFETCHABLE_BASE, REG_PREFETCHABLE_LIMIT, 2,
						      REG_PREFETCHABLE_BASE_HIGH, REG_PREFETCHABLE_LIMIT_HIGH,
						      4, MEMORY_SHIFT, PCI_SPACE_MEMORY, MEMORY_GRANULE },
};

static const struct layout *layout_of(unsigned window)
{
	return &layouts[window - PCI_WINDOW_IO];
}

static uint64_t read_bound(const struct pci *pci, const struct pci_function *bridge,
			   const struct layout *layout, bool wide, bool limit)
{
	const struct pci_config *config = &pci->config;
	uint64_t value = pci_read(config, bridge->at, limit ? layout->limit : layout->base, layout->bytes) &
			 ~(uint32_t)WINDOW_FLAGS;

	value <<= layout->shift;
	if (wide)
		value |=
			(uint64_t)pci_read(config, bridge->at, limit ? layout->limit_high : layout->base_high,
					   layout->high_bytes)
			<< (layout->bytes * 8u + layout->shift);
	return limit ? value | (layout->granule - 1) : value;
}

/* Base and limit of a window that is not there read as zero whatever is written. */
static bool is_there(const struct pci *pci, const struct pci_function *bridge, const struct layout *layout)
{
	uint32_t before = pci_read(&pci->config, bridge->at, layout->base, layout->bytes), probed;

	if (before)
		return true;
	pci_write(&pci->config, bridge->at, layout->base, layout->bytes, UINT32_MAX);
	probed = pci_read(&pci->config, bridge->at, layout->base, layout->bytes);
	pci_write(&pci->config, bridge->at, layout->base, layout->bytes, before);
	return probed;
}

static void read_window(const struct pci *pci, struct pci_function *bridge, unsigned window)
{
	const struct layout *layout = layout_of(window);
	struct pci_range *range = &bridge->ranges[window];
	uint64_t base, limit;

	*range = (struct pci_range){ .space = layout->space,
				     .prefetchable = window == PCI_WINDOW_PREFETCHABLE };
	if (window != PCI_WINDOW_MEMORY && !is_there(pci, bridge, layout))
		return;
	range->state = PCI_RANGE_UNPLACED;
	range->align = layout->granule;
	range->wide = layout->high_bytes && (pci_read(&pci->config, bridge->at, layout->base, layout->bytes) &
					     WINDOW_FLAGS) == WINDOW_WIDE;
	base = read_bound(pci, bridge, layout, range->wide, false);
	limit = read_bound(pci, bridge, layout, range->wide, true);
	if (base && base <= limit && limit - base < UINT64_MAX) {
		range->state = PCI_RANGE_PLACED;
		range->address = base;
		range->bytes = limit - base + 1;
	}
}

void windows_read(const struct pci *pci, struct pci_function *bridge)
{
	for (unsigned window = PCI_WINDOW_IO; window < PCI_RANGES; window++)
		read_window(pci, bridge, window);
}

static void write_bound(const struct pci *pci, const struct pci_function *bridge, const struct layout *layout,
			bool wide, bool limit, uint64_t value)
{
	const struct pci_config *config = &pci->config;

	if (wide)
		pci_write(config, bridge->at, limit ? layout->limit_high : layout->base_high,
			  layout->high_bytes, (uint32_t)(value >> (layout->bytes * 8u + layout->shift)));
	pci_write(config, bridge->at, limit ? layout->limit : layout->base, layout->bytes,
		  (uint32_t)(value >> layout->shift) & ~(uint32_t)WINDOW_FLAGS);
}

void window_write(const struct pci *pci, const struct pci_function *bridge, unsigned window)
{
	const struct layout *layout = layout_of(window);
	const struct pci_range *range = &bridge->ranges[window];
	bool open = range->state == PCI_RANGE_PLACED;

	if (range->state == PCI_RANGE_ABSENT)
		return;
	/* a base above the limit passes nothing on */
	write_bound(pci, bridge, layout, range->wide, false,
		    open ? range->address : ~(uint64_t)(layout->granule - 1));
	write_bound(pci, bridge, layout, range->wide, true, open ? range->address + range->bytes - 1 : 0);
}
