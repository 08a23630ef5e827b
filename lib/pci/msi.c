/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* MSI (PCI Local Bus 3.0, 6.8.1) and MSI-X (6.8.2). */
#include <pci/msi.h>

#include "internal.h"

enum {
	MSI_CONTROL = 2, /* 16 */
	MSI_ENABLE = 1 << 0,
	MSI_VECTORS_ENABLED = 7 << 4,
	MSI_WIDE = 1 << 7,
	MSI_MASKABLE = 1 << 8,
	MSI_ADDRESS = 4, /* 32 */
	MSI_ADDRESS_HIGH = 8,
	MSI_DATA = 8,       /* 16; with a wide address 4 further on, as is what follows */
	MSI_MASK = 12,      /* 32 */
	MSI_WIDE_SHIFT = 4, /* bytes */

	MSIX_CONTROL = 2, /* 16 */
	MSIX_VECTORS = 0x7ff,
	MSIX_MASKED = 1 << 14,
	MSIX_ENABLE = 1 << 15,
	MSIX_TABLE = 4, /* 32 */
	MSIX_PENDING = 8,
	MSIX_BAR = 7,

	ENTRY_ADDRESS = 0,
	ENTRY_ADDRESS_HIGH = 4,
	ENTRY_DATA = 8,
	ENTRY_CONTROL = 12,
	ENTRY_MASKED = 1,
	PENDING_BITS = 64, /* the pending array has whole words of so many */
};

int pci_msi_set(const struct pci *pci, const struct pci_function *function, const struct pci_message *message)
{
	const struct pci_config *config = &pci->config;
	unsigned at = function->msi, shift;
	uint32_t control;

	if (!at)
		return -ENOENT;
	control = pci_read(config, function->at, at + MSI_CONTROL, 2);
	shift = control & MSI_WIDE ? MSI_WIDE_SHIFT : 0;
	if (!shift && message->address > UINT32_MAX)
		return -EINVAL;
	control &= ~(uint32_t)(MSI_ENABLE | MSI_VECTORS_ENABLED);
	pci_write(config, function->at, at + MSI_CONTROL, 2, control);
	pci_write(config, function->at, at + MSI_ADDRESS, 4, (uint32_t)message->address);
	if (shift)
		pci_write(config, function->at, at + MSI_ADDRESS_HIGH, 4, (uint32_t)(message->address >> 32));
	pci_write(config, function->at, at + MSI_DATA + shift, 2, message->data);
	if (control & MSI_MASKABLE)
		pci_write(config, function->at, at + MSI_MASK + shift, 4, 0);
	pci_write(config, function->at, at + MSI_CONTROL, 2, control | MSI_ENABLE);
	return 0;
}

void pci_msi_off(const struct pci *pci, const struct pci_function *function)
{
	if (function->msi)
		bits_set(pci, function, function->msi + MSI_CONTROL, MSI_ENABLE, 0);
}

static bool lies_within(const struct pci_function *function, unsigned bar, uint64_t offset, uint64_t bytes)
{
	const struct pci_range *range = &function->ranges[bar];

	return bar < bars_count(function) && range->space == PCI_SPACE_MEMORY && range->bytes >= bytes &&
	       (range->state == PCI_RANGE_PLACED || range->state == PCI_RANGE_UNPLACED ||
		range->state == PCI_RANGE_NO_ROOM) &&
	       offset <= range->bytes - bytes;
}

int pci_msix_read(const struct pci *pci, const struct pci_function *function, struct pci_msix *out)
{
	const struct pci_config *config = &pci->config;
	uint32_t table, pending;

	if (!function->msix)
		return -ENOENT;
	table = pci_read(config, function->at, function->msix + MSIX_TABLE, 4);
	pending = pci_read(config, function->at, function->msix + MSIX_PENDING, 4);
	*out = (struct pci_msix){
		.vectors =
			(pci_read(config, function->at, function->msix + MSIX_CONTROL, 2) & MSIX_VECTORS) + 1,
		.table_bar = table & MSIX_BAR,
		.table_offset = table & ~(uint32_t)MSIX_BAR,
		.pending_bar = pending & MSIX_BAR,
		.pending_offset = pending & ~(uint32_t)MSIX_BAR,
	};
	out->table_bytes = (uint64_t)out->vectors * PCI_MSIX_ENTRY_BYTES;
	out->pending_bytes = (out->vectors + PENDING_BITS - 1) / PENDING_BITS * sizeof(uint64_t);
	if (!lies_within(function, out->table_bar, out->table_offset, out->table_bytes) ||
	    !lies_within(function, out->pending_bar, out->pending_offset, out->pending_bytes))
		return -EINVAL;
	return 0;
}

static void entry_write(volatile uint8_t *table, unsigned vector, unsigned field, uint32_t value)
{
	*(volatile uint32_t *)(volatile void *)(table + (size_t)vector * PCI_MSIX_ENTRY_BYTES + field) =
		value;
}

void pci_msix_entry_set(volatile uint8_t *table, unsigned vector, const struct pci_message *message)
{
	entry_write(table, vector, ENTRY_CONTROL, ENTRY_MASKED); /* may change only while masked */
	entry_write(table, vector, ENTRY_ADDRESS, message ? (uint32_t)message->address : 0);
	entry_write(table, vector, ENTRY_ADDRESS_HIGH, message ? (uint32_t)(message->address >> 32) : 0);
	entry_write(table, vector, ENTRY_DATA, message ? message->data : 0);
	if (message)
		entry_write(table, vector, ENTRY_CONTROL, 0);
}

void pci_msix_enable(const struct pci *pci, const struct pci_function *function, bool on)
{
	if (function->msix)
		bits_set(pci, function, function->msix + MSIX_CONTROL, MSIX_MASKED | MSIX_ENABLE,
			 on ? MSIX_ENABLE : MSIX_MASKED);
}
