/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Host windows as machines have them, and checks that hold for every assignment. */
#ifndef TESTS_PCI_MACHINES_H
#define TESTS_PCI_MACHINES_H

#include "fabric.h"

/** QEMU's virt: I/O through memory, a window below 4 GiB, one far above. */
extern const struct pci_host host_virt;

/** A PC: real I/O ports. */
extern const struct pci_host host_pc;

/** Enable every function that can be enabled. */
void machine_enable(const struct pci *pci);

/**
 * Is each placed BAR reached at its first and last address, by nobody else, and is its block shared by none?
 * @return NULL, or what is wrong
 */
const char *machine_check(const struct fabric *fabric, const struct pci *pci);

#endif
