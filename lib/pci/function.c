/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finding functions, and their command register. */
#include <pci/msi.h>

#include "internal.h"

unsigned pci_find_address(const struct pci *pci, struct pci_address at)
{
	for (unsigned i = 0; i < pci->functions_count; i++)
		if (pci_address_equal(pci->functions[i].at, at))
			return i;
	return PCI_NOT_FOUND;
}

unsigned pci_find_id(const struct pci *pci, uint16_t vendor, uint16_t device, unsigned index)
{
	for (unsigned i = 0; i < pci->functions_count; i++)
		if (pci->functions[i].vendor == vendor && pci->functions[i].device == device && !index--)
			return i;
	return PCI_NOT_FOUND;
}

unsigned pci_find_class(const struct pci *pci, uint32_t class, uint32_t mask, unsigned index)
{
	for (unsigned i = 0; i < pci->functions_count; i++)
		if ((pci->functions[i].class & mask) == class && !index--)
			return i;
	return PCI_NOT_FOUND;
}

void pci_name(const struct pci_function *function, char out[PCI_NAME_BYTES])
{
	text_print(out, PCI_NAME_BYTES, "%02x:%02x.%x (%04x:%04x)", function->at.bus, function->at.device,
		   function->at.function, function->vendor, function->device);
}

/* Which decoders its ranges want. @return 0 or a negative errno */
static int wanted_decode(const struct pci_function *function, uint32_t *decode)
{
	*decode = 0;
	for (unsigned i = 0; i < bars_count(function); i++) {
		const struct pci_range *range = &function->ranges[i];

		if (range->state == PCI_RANGE_BROKEN)
			return -EINVAL;
		if (range->state == PCI_RANGE_UNPLACED || range->state == PCI_RANGE_NO_ROOM)
			return -ENOSPC;
		if (range->state == PCI_RANGE_PLACED)
			*decode |= range->space == PCI_SPACE_IO ? COMMAND_IO : COMMAND_MEMORY;
	}
	return 0;
}

int pci_function_enable(const struct pci *pci, const struct pci_function *function)
{
	uint32_t decode;
	int error = wanted_decode(function, &decode);

	if (error)
		return error;
	bits_set(pci, function, REG_COMMAND, COMMAND_IO | COMMAND_MEMORY, 0);
	for (unsigned i = 0; i < bars_count(function); i++)
		if (function->ranges[i].state == PCI_RANGE_PLACED)
			bar_write(pci, function, i);
	bits_set(pci, function, REG_COMMAND, 0, decode);
	if (pci_read(&pci->config, function->at, REG_VENDOR, 2) != function->vendor)
		return -ENODEV;
	return 0;
}

void pci_function_master(const struct pci *pci, const struct pci_function *function, bool on)
{
	bits_set(pci, function, REG_COMMAND, COMMAND_MASTER, on ? COMMAND_MASTER : 0);
}

void pci_function_intx(const struct pci *pci, const struct pci_function *function, bool on)
{
	bits_set(pci, function, REG_COMMAND, COMMAND_INTX_OFF, on ? 0 : COMMAND_INTX_OFF);
}

bool pci_function_intx_raised(const struct pci *pci, const struct pci_function *function)
{
	return pci_read(&pci->config, function->at, REG_STATUS, 2) & STATUS_INTX;
}

void pci_function_quiet(const struct pci *pci, const struct pci_function *function)
{
	bits_set(pci, function, REG_COMMAND, COMMAND_MASTER, COMMAND_INTX_OFF);
	pci_msi_off(pci, function);
	pci_msix_enable(pci, function, false);
}

static bool has_pending(const struct pci *pci, const struct pci_function *function)
{
	const struct pci_config *config = &pci->config;

	if (function->pcie)
		return pci_read(config, function->at, function->pcie + EXPRESS_STATUS, 2) &
		       EXPRESS_STATUS_PENDING;
	if (function->af &&
	    pci_read(config, function->at, function->af + ADVANCED_FEATURES, 1) & ADVANCED_HAS_PENDING)
		return pci_read(config, function->at, function->af + ADVANCED_STATUS, 1) &
		       ADVANCED_STATUS_PENDING;
	return false;
}

bool pci_function_is_quiet(const struct pci *pci, const struct pci_function *function)
{
	uint32_t command = pci_read(&pci->config, function->at, REG_COMMAND, 2);

	if (command == UINT16_MAX)
		return true; /* it is gone */
	return !(command & COMMAND_MASTER) && !has_pending(pci, function);
}
