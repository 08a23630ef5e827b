/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Where a function's INTx line arrives. PCI says only how lines run through bridges;
 * from the root bus on it is the machine's wiring.
 * @spec PCI-to-PCI Bridge 1.2, 9.1 table 9-1
 */
#ifndef PCI_INTX_H
#define PCI_INTX_H

#include <pci/pci.h>

enum { PCI_WHY_BYTES = 120 };

/**
 * Follow a function's interrupt pin to the root bus.
 *
 * @param slot  out: the device on the root bus where the line comes out
 * @param pin   out: 1..4
 * @return 0, or -ENOENT: the function has no pin
 */
int pci_intx_root(const struct pci *pci, const struct pci_function *function, struct pci_address *slot,
		  unsigned *pin);

/** An interrupt input of a PC. */
struct pci_pc_irq {
	bool is_isa; /* @number is an ISA interrupt (0..15), else a global system interrupt */
	uint32_t number;
};

/**
 * The route on PCs whose wiring is known: i440fx and q35.
 *
 * @param why  out on error: what is not known, for people
 * @return 0, -ENOENT: no pin; -ENOSYS: this chipset's wiring is not known; -EINVAL: firmware noted none
 */
int pci_intx_pc(const struct pci *pci, const struct pci_function *function, struct pci_pc_irq *out,
		char why[PCI_WHY_BYTES]);

#endif
