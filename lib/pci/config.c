/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Capability lists (PCI Local Bus 3.0, 6.7). A list may loop: it has no more entries than fit. */
#include <pci/config.h>

#include "registers.h"

enum {
	ENTRY_BYTES_MIN = 4,
	ENTRIES_MAX = (PCI_CONFIG_BYTES - CAPABILITY_FIRST) / ENTRY_BYTES_MIN,
	OFFSET_MASK = 0xfc,
};

unsigned pci_capability(const struct pci_config *config, struct pci_address at, uint8_t id)
{
	unsigned offset;

	if (!(pci_read(config, at, REG_STATUS, 2) & STATUS_CAPABILITIES))
		return 0;
	offset = pci_read(config, at, REG_CAPABILITIES, 1) & OFFSET_MASK;
	for (unsigned i = 0; i < ENTRIES_MAX && offset >= CAPABILITY_FIRST; i++) {
		uint32_t entry = pci_read(config, at, offset, 2);

		if ((entry & 0xff) == id)
			return offset;
		offset = entry >> 8 & OFFSET_MASK;
	}
	return 0;
}
