/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How a plan names a device (abi/kaal/component.h, KAAL_NEED_DEVICE). */
#ifndef BROKER_MATCH_H
#define BROKER_MATCH_H

#include <stdint.h>

#include <pci/pci.h>

#include "abi/kaal/component.h"

enum match_kind {
	MATCH_PCI,       /* "pci:8086:100e" */
	MATCH_PCI_CLASS, /* "pci-class:020000", or its first digits */
	MATCH_TREE,      /* "dt:arm,pl011" */
	MATCH_ACPI,      /* "acpi:PNP0501" */
	MATCH_VIRTIO,    /* "virtio:2" */
};

struct match {
	enum match_kind kind;
	uint16_t vendor, device;
	uint32_t class, class_mask;
	uint32_t virtio_type;
	const char *text; /* what follows the colon; borrowed */
};

/** @return 0, or -EINVAL: it is none of these */
int match_parse(const char text[KAAL_MATCH_BYTES], struct match *out);

/** Is a PCI function what @match wants? */
bool match_function(const struct match *match, const struct pci_function *function);

#endif
