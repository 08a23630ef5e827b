/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Resetting one function, in the best way it has. Each way wants time in which nobody
 * may touch the function; the caller decides how to spend it.
 * @spec PCI Express 3.0, 6.6; PCI Local Bus 3.0 ECN Advanced Capabilities; Power Management 1.2, 5.4
 */
#ifndef PCI_RESET_H
#define PCI_RESET_H

#include <pci/pci.h>

enum pci_reset_kind {
	PCI_RESET_NONE,     /* it has no way to be reset alone */
	PCI_RESET_FUNCTION, /* function-level reset of PCI Express */
	PCI_RESET_ADVANCED, /* the same of conventional PCI's advanced features */
	PCI_RESET_BUS,      /* the bus behind the bridge above it */
	PCI_RESET_POWER,    /* power off and on again: D3hot to D0 */
};

/** A reset under way. */
struct pci_reset {
	const struct pci_function *function;
	uint8_t kind, step;
	uint16_t device_control; /* as it was */
};

/** "function-level reset" and so on. */
const char *pci_reset_name(enum pci_reset_kind kind);

/**
 * Begin to reset a function, which should be quiet.
 *
 * @param alone  may all that is behind the bridge above it be reset with it?
 * @return which way; PCI_RESET_NONE: it is not reset
 */
enum pci_reset_kind pci_reset_begin(const struct pci *pci, const struct pci_function *function, bool alone,
				    struct pci_reset *out);

/**
 * Go on. When it has ended the function has its ranges again, and is quiet and disabled.
 * @return microseconds to wait before the next call; 0: it has ended
 */
uint32_t pci_reset_step(const struct pci *pci, struct pci_reset *reset);

#endif
