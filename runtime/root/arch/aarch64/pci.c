/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The device tree's PCI host bridge (Linux, bindings/pci/host-generic-pci.yaml). */
#include <core/errno.h>
#include <core/text.h>
#include <fdt/devices.h>
#include <pci/intx.h>
#include <pci/tree.h>

#include "arch.h"
#include "broker/bus.h"
#include "broker/ecam.h"
#include "tree.h"

enum {
	PAGE_BYTES = 1 << seL4_PageBits,
	LAST_BUS = 255,
	CELL_BYTES = 4,
	ADDRESS_CELLS_DEFAULT = 2, /* Devicetree Specification 0.4, 2.3.5 */
};

const bool bus_has_ports = false;

static struct pci_property property(const void *tree, int node, const char *name)
{
	struct pci_property value;

	value.at = devices_property(tree, node, name, &value.bytes);
	return value;
}

static uint32_t cell(struct pci_property value, size_t index)
{
	const uint8_t *at = value.at + index * CELL_BYTES;

	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint32_t cell_or(struct pci_property value, uint32_t otherwise)
{
	return value.bytes == CELL_BYTES ? cell(value, 0) : otherwise;
}

static int read_host(struct root *root, int node, struct pci_config *config, struct pci_host *host)
{
	const void *tree = root->arch.tree;
	struct pci_property buses = property(tree, node, "bus-range");
	uint32_t first = 0, last = LAST_BUS;
	uint64_t paddr, bytes;

	*host = (struct pci_host){ .granule = { PAGE_BYTES, PAGE_BYTES } };
	if (buses.bytes == 2 * CELL_BYTES) {
		first = cell(buses, 0);
		last = cell(buses, 1);
	}
	if (devices_registers(tree, node, 0, &paddr, &bytes) || first > last || last > LAST_BUS ||
	    bytes / PCI_ECAM_BUS_BYTES < 1)
		return -EINVAL;
	if (last - first >= bytes / PCI_ECAM_BUS_BYTES)
		last = (uint32_t)(first + bytes / PCI_ECAM_BUS_BYTES - 1);
	/* "reg" begins with the first bus */
	ecam_open(root, paddr - (uint64_t)first * PCI_ECAM_BUS_BYTES, (uint8_t)first, (uint8_t)last, config);
	return pci_tree_windows(property(tree, node, "ranges"),
				cell_or(property(tree, 0, "#address-cells"), ADDRESS_CELLS_DEFAULT), host);
}

int bus_pci_open(struct root *root, struct pci_config *config, struct pci_host *host)
{
	const void *tree = root->arch.tree;
	int node = tree ? devices_find(tree, "pci-host-ecam-generic", 0) : -ENODEV;

	if (node < 0)
		return -ENODEV;
	root->arch.pci_node = node;
	if (!property(tree, node, "dma-coherent").at)
		say(root, "PCI devices of this machine do not see the caches: what they move may be stale.");
	if (!read_host(root, node, config, host))
		return 0;
	say(root, "The device tree's PCI host bridge makes no sense: no PCI devices.");
	return -ENODEV;
}

static int controller_cells(void *context, uint32_t phandle, unsigned *address_cells,
			    unsigned *interrupt_cells)
{
	int node = devices_by_phandle(context, phandle);

	if (node < 0)
		return -ENOENT;
	*address_cells = cell_or(property(context, node, "#address-cells"), 0);
	*interrupt_cells = cell_or(property(context, node, "#interrupt-cells"), 0);
	return 0;
}

int bus_pci_line(struct root *root, const struct pci_function *function, struct bus_line *out,
		 char why[BROKER_WHY_BYTES])
{
	const void *tree = root->arch.tree;
	struct pci_tree_map map = { .map = property(tree, root->arch.pci_node, "interrupt-map"),
				    .mask = property(tree, root->arch.pci_node, "interrupt-map-mask"),
				    .controller = controller_cells,
				    .context = (void *)(uintptr_t)tree };
	struct pci_tree_irq irq;
	struct pci_address slot;
	unsigned pin;
	int id = -1;

	if (pci_intx_root(&root->broker.pci, function, &slot, &pin)) {
		text_print(why, BROKER_WHY_BYTES, "has no interrupt pin");
		return -ENOENT;
	}
	if (!pci_tree_route(&map, slot, pin, &irq) && irq.cells_count >= DEVICES_GIC_CELLS &&
	    devices_is_gic(tree, devices_by_phandle(tree, irq.controller)))
		id = tree_interrupt(irq.cells);
	if (id < 0) {
		text_print(
			why, BROKER_WHY_BYTES,
			"comes out at slot %u pin %u, which the device tree's interrupt-map does not route "
			"to the GIC",
			slot.device, pin);
		return -ENOSYS;
	}
	*out = (struct bus_line){ .input = (uint32_t)id, .level = true };
	return 0;
}
