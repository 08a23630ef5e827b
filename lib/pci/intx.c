/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* INTx lines through bridges, and how PCs wire what comes out. */
#include <pci/intx.h>

#include "internal.h"

enum {
	PINS = 4,
	ISA_IRQS = 16,

	VENDOR_INTEL = 0x8086,
	HOST_I440FX = 0x1237,
	HOST_Q35 = 0x29c0,

	/*
	 * ICH9: PIRQA..PIRQH arrive at inputs 16..23 of the I/O APIC (ICH9 data sheet, 5.10.2). QEMU's
	 * q35 wires devices 0..24 of bus 0 and slots behind device 30 to PIRQE..PIRQH in turn. For the
	 * chipset's own devices 25..31 registers D25IR..D31IR tell, which read 0x3210 after reset: pin A
	 * to PIRQA and so on (10.1.34 to 10.1.40).
	 */
	GSI_PIRQA = 16,
	GSI_PIRQE = 20,
	CHIPSET_DEVICE_FIRST = 25,
	CHIPSET_PCI_BRIDGE = 30,
};

int pci_intx_root(const struct pci *pci, const struct pci_function *function, struct pci_address *slot,
		  unsigned *pin)
{
	unsigned line = function->interrupt_pin - 1u;

	if (!function->interrupt_pin)
		return -ENOENT;
	for (; function->parent != PCI_NOT_FOUND; function = parent_of(pci, function))
		line = (line + function->at.device) % PINS;
	*slot = function->at;
	*pin = line + 1;
	return 0;
}

static int route_i440fx(const struct pci_function *function, struct pci_pc_irq *out, char why[PCI_WHY_BYTES])
{
	if (function->interrupt_line == 0 || function->interrupt_line >= ISA_IRQS) {
		text_print(why, PCI_WHY_BYTES, "firmware has not routed its interrupt (line register 0x%x)",
			   function->interrupt_line);
		return -EINVAL;
	}
	*out = (struct pci_pc_irq){ .is_isa = true, .number = function->interrupt_line };
	return 0;
}

static int route_q35(struct pci_address slot, unsigned pin, struct pci_pc_irq *out)
{
	unsigned line = pin - 1;

	if (slot.device == CHIPSET_PCI_BRIDGE)
		out->number = GSI_PIRQE + line;
	else if (slot.device >= CHIPSET_DEVICE_FIRST)
		out->number = GSI_PIRQA + line;
	else
		out->number = GSI_PIRQE + (slot.device + line) % PINS;
	out->is_isa = false;
	return 0;
}

int pci_intx_pc(const struct pci *pci, const struct pci_function *function, struct pci_pc_irq *out,
		char why[PCI_WHY_BYTES])
{
	unsigned host = pci_find_address(pci, (struct pci_address){ 0, 0, 0 }), pin;
	const struct pci_function *chipset = host == PCI_NOT_FOUND ? NULL : &pci->functions[host];
	struct pci_address slot;

	if (pci_intx_root(pci, function, &slot, &pin)) {
		text_print(why, PCI_WHY_BYTES, "has no interrupt pin");
		return -ENOENT;
	}
	if (chipset && chipset->vendor == VENDOR_INTEL && chipset->device == HOST_I440FX)
		return route_i440fx(function, out, why);
	if (chipset && chipset->vendor == VENDOR_INTEL && chipset->device == HOST_Q35)
		return route_q35(slot, pin, out);
	text_print(why, PCI_WHY_BYTES,
		   "how this chipset (%04x:%04x) wires interrupts is not known; use a device with MSI",
		   chipset ? chipset->vendor : 0, chipset ? chipset->device : 0);
	return -ENOSYS;
}
