/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What differs between virtio over PCI (4.1) and virtio over registers in memory (4.2). */
#ifndef VIRTIO_TRANSPORT_H
#define VIRTIO_TRANSPORT_H

#include <virtio/virtio.h>

/* device status (2.1) */
enum {
	STATUS_ACKNOWLEDGE = 1,
	STATUS_DRIVER = 2,
	STATUS_DRIVER_OK = 4,
	STATUS_FEATURES_OK = 8,
	STATUS_NEEDS_RESET = 64,
	STATUS_FAILED = 128,
};

/* causes of an interrupt (4.1.4.5, 4.2.2) */
enum { CAUSE_QUEUE = 1, CAUSE_CONFIG = 2 };

struct queue_addrs {
	struct dma_addr desc, avail, used;
};

struct virtio_transport {
	uint32_t (*features)(const struct virtio *virtio, uint32_t word); /* bits 32 * word.. */
	void (*set_features)(const struct virtio *virtio, uint32_t word, uint32_t bits);
	uint8_t (*status)(const struct virtio *virtio);
	void (*set_status)(const struct virtio *virtio, uint8_t status);
	uint8_t (*generation)(const struct virtio *virtio); /* changes with the configuration */

	/** @return entries that queue @index can have, 0: there is no such queue */
	uint16_t (*queue_size)(const struct virtio *virtio, uint16_t index);

	/** Enable it. @return 0 or -EPROTO: the device refuses */
	int (*queue_enable)(struct virtio *virtio, struct virtqueue *queue, const struct queue_addrs *addrs,
			    unsigned vector);

	/** Read and acknowledge the causes of an interrupt. */
	uint8_t (*causes)(const struct virtio *virtio);
};

/** @return 0, or -ENODEV: the device is none of this transport */
int virtio_pci_open(struct virtio *virtio);
int virtio_mmio_open(struct virtio *virtio);

#endif
