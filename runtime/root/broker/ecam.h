/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef BROKER_ECAM_H
#define BROKER_ECAM_H

#include "broker/broker.h"

/** Reach configuration space through memory. @param paddr  of bus 0, even if it is not among the buses */
void ecam_open(struct root *root, uint64_t paddr, uint8_t first_bus, uint8_t last_bus,
	       struct pci_config *out);

#endif
