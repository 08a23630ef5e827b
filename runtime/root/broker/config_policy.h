/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a driver may do in its device's configuration space. */
#ifndef BROKER_CONFIG_POLICY_H
#define BROKER_CONFIG_POLICY_H

#include <pci/pci.h>

/** May @bytes at @offset be read? All may, if they lie within configuration space and are aligned. */
bool config_may_read(const struct pci_config *config, uint64_t offset, uint64_t bytes);

/**
 * May they be written? Only within a capability that moves no address and switches nothing that is
 * the broker's: vendor-specific ones without an embedded window onto a BAR.
 */
bool config_may_write(const struct pci *pci, const struct pci_function *function, uint64_t offset,
		      uint64_t bytes);

#endif
