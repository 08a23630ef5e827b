/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef PCI_INTERNAL_H
#define PCI_INTERNAL_H

#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include <pci/pci.h>

#include "registers.h"

/** Write "PCI 00:03.0 (8086:100e): text" to the report. */
void report_about(const struct pci *pci, const struct pci_function *function, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** Measure a function's ranges, and read where they are at present. */
void ranges_read(const struct pci *pci, struct pci_function *function);

/** Write an address into a base address register. The function must not decode. */
void bar_write(const struct pci *pci, const struct pci_function *function, unsigned bar);

/** Which of a bridge's windows it has, and where they are at present. */
void windows_read(const struct pci *pci, struct pci_function *bridge);

/** Write a bridge's window; one that is not placed is closed. */
void window_write(const struct pci *pci, const struct pci_function *bridge, unsigned window);

/** Switch bits of a 16-bit register. */
static inline void bits_set(const struct pci *pci, const struct pci_function *function, unsigned offset,
			    uint32_t clear, uint32_t set)
{
	uint32_t value = pci_read(&pci->config, function->at, offset, 2);

	pci_write(&pci->config, function->at, offset, 2, (value & ~clear) | set);
}

/** How many base address registers this kind of function has. */
static inline unsigned bars_count(const struct pci_function *function)
{
	if (function->header == HEADER_DEVICE)
		return PCI_BARS;
	return function->is_bridge ? BRIDGE_BARS : 0;
}

/** The bridge above a function, or NULL: it is on the root bus. */
static inline const struct pci_function *parent_of(const struct pci *pci, const struct pci_function *function)
{
	return function->parent == PCI_NOT_FOUND ? NULL : &pci->functions[function->parent];
}

#endif
