/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A capability ends where the next begins, or, where it says its length, there. The
 * list is hostile: it may loop and overlap; a byte may be written only if the
 * capability nearest before it is one that may be, and it is no byte of the list itself.
 */
#include "config_policy.h"

enum {
	HEADER_BYTES = 0x40,
	CAPABILITY_HEADER_BYTES = 2,
	CAPABILITY_VENDOR = 0x09,
	VENDOR_VIRTIO = 0x1af4, /* whose vendor-specific capabilities are windows on BARs */
	VENDOR_LENGTH = 2,      /* 8: of the whole capability */
	STATUS = 0x06,
	STATUS_CAPABILITIES = 1 << 4,
	CAPABILITIES = 0x34,
	OFFSET_MASK = 0xfc,
	ENTRIES_MAX = (PCI_CONFIG_BYTES - HEADER_BYTES) / 4,
};

bool config_may_read(const struct pci_config *config, uint64_t offset, uint64_t bytes)
{
	return (bytes == 1 || bytes == 2 || bytes == 4) && offset % bytes == 0 && offset < config->bytes;
}

/* The capability nearest at or before @offset. @return its offset, 0: none, and where the next begins */
static unsigned nearest(const struct pci *pci, struct pci_address at, unsigned offset, unsigned *end)
{
	const struct pci_config *config = &pci->config;
	unsigned best = 0, next = pci_read(config, at, CAPABILITIES, 1) & OFFSET_MASK;

	*end = PCI_CONFIG_BYTES;
	if (!(pci_read(config, at, STATUS, 2) & STATUS_CAPABILITIES))
		return 0;
	for (unsigned i = 0; i < ENTRIES_MAX && next >= HEADER_BYTES; i++) {
		if (next <= offset && next > best)
			best = next;
		if (next > offset && next < *end)
			*end = next;
		next = pci_read(config, at, next + 1, 1) & OFFSET_MASK;
	}
	return best;
}

bool config_may_write(const struct pci *pci, const struct pci_function *function, uint64_t offset,
		      uint64_t bytes)
{
	unsigned start, end, length;

	if (!config_may_read(&pci->config, offset, bytes) || offset < HEADER_BYTES ||
	    offset >= PCI_CONFIG_BYTES || function->vendor == VENDOR_VIRTIO)
		return false;
	start = nearest(pci, function->at, (unsigned)offset, &end);
	if (!start || pci_read(&pci->config, function->at, start, 1) != CAPABILITY_VENDOR)
		return false;
	length = pci_read(&pci->config, function->at, start + VENDOR_LENGTH, 1);
	return offset >= start + CAPABILITY_HEADER_BYTES + 1 && offset + bytes <= start + length &&
	       offset + bytes <= end;
}
