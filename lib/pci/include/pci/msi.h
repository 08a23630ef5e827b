/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interrupts as memory writes. Whoever programs them decides where a device writes,
 * so this is for the one who owns the interrupt controller, not for drivers.
 * @spec PCI Local Bus 3.0, 6.8
 */
#ifndef PCI_MSI_H
#define PCI_MSI_H

#include <pci/pci.h>

enum { PCI_MSIX_ENTRY_BYTES = 16 };

/** What a function writes, and where. */
struct pci_message {
	uint64_t address;
	uint32_t data;
};

/** Have the function's first MSI vector send @message, and no other; @on false: none. -EINVAL: its
 *  capability cannot hold the address. */
int pci_msi_set(const struct pci *pci, const struct pci_function *function,
		const struct pci_message *message);
void pci_msi_off(const struct pci *pci, const struct pci_function *function);

/** Where MSI-X keeps its vectors. */
struct pci_msix {
	unsigned vectors; /* 1..2048 */
	unsigned table_bar, pending_bar;
	uint64_t table_offset, table_bytes;
	uint64_t pending_offset, pending_bytes;
};

/** @return 0; -ENOENT: no MSI-X; -EINVAL: what it says lies outside its ranges */
int pci_msix_read(const struct pci *pci, const struct pci_function *function, struct pci_msix *out);

/** Write an entry of a table that is mapped at @table: send @message; NULL: nothing. */
void pci_msix_entry_set(volatile uint8_t *table, unsigned vector, const struct pci_message *message);

/** Let the function use its table, or not. */
void pci_msix_enable(const struct pci *pci, const struct pci_function *function, bool on);

#endif
