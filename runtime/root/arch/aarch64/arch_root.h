/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the root task knows of a machine with a device tree. */
#ifndef ROOT_ARCH_ROOT_H
#define ROOT_ARCH_ROOT_H

#include <stdbool.h>
#include <stdint.h>

enum { ARCH_MESSAGES_MAX = 128, ARCH_VIRTIO_MAX = 64 };

/** The frame that turns messages into interrupts. */
struct arch_messages {
	bool looked_for;
	uint32_t first, count; /* GIC ids; 0: there is none */
	uint64_t doorbell;
	uint8_t owner[ARCH_MESSAGES_MAX]; /* component id, or 0 */
};

/** A virtio transport of the tree, and which type of device is behind it. */
struct arch_virtio {
	int node;
	uint32_t type;
};

struct arch_root {
	const void *tree;       /* in the extra boot information, checked; NULL: none, or a damaged one */
	uint64_t console_paddr; /* the console's first register */
	int pci_node;           /* of the PCI host bridge */
	struct arch_messages messages;
	bool virtio_probed;
	struct arch_virtio virtio[ARCH_VIRTIO_MAX];
};

#endif
