/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a device tree says of a PCI host bridge, as property values. They are big-endian
 * and come from outside.
 * @spec IEEE 1275 PCI bus binding 2.1, 2.2.1 and 4; Devicetree Specification 0.4, 2.4.3
 */
#ifndef PCI_TREE_H
#define PCI_TREE_H

#include <pci/pci.h>

enum {
	PCI_TREE_ADDRESS_CELLS = 3,
	PCI_TREE_INTERRUPT_CELLS_MAX = 4,
};

/** A property; @bytes 0: it is not there. */
struct pci_property {
	const uint8_t *at;
	size_t bytes;
};

/**
 * Add the windows that "ranges" names. Those of a kind that is not known are passed over.
 *
 * @param parent_cells  "#address-cells" of the bus above: 1 or 2
 * @return 0, or -EINVAL: it is no list of ranges; -ENOSPC: there are more than @host can hold
 */
int pci_tree_windows(struct pci_property ranges, unsigned parent_cells, struct pci_host *host);

/** How an interrupt is routed outside PCI. */
struct pci_tree_map {
	struct pci_property map, mask; /* "interrupt-map" and "interrupt-map-mask" */
	/**
	 * Ask for the cells of an interrupt controller.
	 * @return 0, or -ENOENT: no node has this phandle
	 */
	int (*controller)(void *context, uint32_t phandle, unsigned *address_cells,
			  unsigned *interrupt_cells);
	void *context;
};

/** An interrupt as its controller understands it. */
struct pci_tree_irq {
	uint32_t controller; /* phandle */
	unsigned cells_count;
	uint32_t cells[PCI_TREE_INTERRUPT_CELLS_MAX];
};

/**
 * The route of a line that comes out at @slot of the root bus (pci_intx_root).
 * @return 0; -ENOENT: the map has no entry for it; -EINVAL: the map is damaged
 */
int pci_tree_route(const struct pci_tree_map *map, struct pci_address slot, unsigned pin,
		   struct pci_tree_irq *out);

#endif
