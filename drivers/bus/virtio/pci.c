/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Virtio over PCI (Virtio 1.1, 4.1): structures in the device's BARs, found by its capabilities. */
#include <errno.h>

#include <dddk/register.h>

#include "transport.h"

/* common configuration (4.1.4.3) */
static const struct reg32_rw DEVICE_FEATURE_SELECT = { 0x00 };
static const struct reg32_ro DEVICE_FEATURE = { 0x04 };
static const struct reg32_rw DRIVER_FEATURE_SELECT = { 0x08 };
static const struct reg32_rw DRIVER_FEATURE = { 0x0c };
static const struct reg16_rw CONFIG_MSIX_VECTOR = { 0x10 };
static const struct reg8_rw DEVICE_STATUS = { 0x14 };
static const struct reg8_ro CONFIG_GENERATION = { 0x15 };
static const struct reg16_rw QUEUE_SELECT = { 0x16 };
static const struct reg16_rw QUEUE_SIZE = { 0x18 };
static const struct reg16_rw QUEUE_MSIX_VECTOR = { 0x1a };
static const struct reg16_rw QUEUE_ENABLE = { 0x1c };
static const struct reg16_ro QUEUE_NOTIFY_OFF = { 0x1e };
/* 64-bit fields, written in halves: that is what every device takes (4.1.3.1) */
static const struct reg32_rw QUEUE_DESC = { 0x20 }, QUEUE_DESC_HIGH = { 0x24 };
static const struct reg32_rw QUEUE_DRIVER = { 0x28 }, QUEUE_DRIVER_HIGH = { 0x2c };
static const struct reg32_rw QUEUE_DEVICE = { 0x30 }, QUEUE_DEVICE_HIGH = { 0x34 };
enum { COMMON_BYTES = 0x38, NO_VECTOR = 0xffff };

/* ISR status (4.1.4.5) */
static const struct reg8_rc ISR = { 0 };

/* PCI configuration space: status and capabilities (PCI 3.0, 6.2.3, 6.7) */
enum {
	CONFIG_STATUS = 0x06,
	STATUS_CAPABILITIES = 1 << 4,
	CONFIG_CAPABILITIES = 0x34,
	CONFIG_HEADER_END = 0x40,
	CONFIG_END = 0x100,
	CAPABILITY_VENDOR = 0x09,
	CAPABILITIES_MAX = (CONFIG_END - CONFIG_HEADER_END) / 4, /* a longer list is a loop */
};

/* a virtio capability (4.1.4): offsets of its fields */
enum { CAP_NEXT = 1, CAP_TYPE = 3, CAP_BAR = 4, CAP_OFFSET = 8, CAP_LENGTH = 12, CAP_NOTIFY_STEP = 16 };
enum { TYPE_COMMON = 1, TYPE_NOTIFY = 2, TYPE_ISR = 3, TYPE_DEVICE = 4 };

static uint32_t config(const struct virtio *virtio, unsigned offset, unsigned bytes)
{
	uint32_t value = 0;

	return dddk_config_read(virtio->dddk, offset, bytes, &value) ? 0 : value;
}

/** Map the structure that the capability at @cap describes. */
static int structure_map(struct virtio *virtio, unsigned cap, uint32_t least, struct mmio *structure)
{
	uint32_t offset = config(virtio, cap + CAP_OFFSET, 4), bytes = config(virtio, cap + CAP_LENGTH, 4);
	struct mmio bar;
	int error;

	if (structure->bytes)
		return 0; /* of several, the first is preferred (4.1.4.1) */
	error = dddk_region(virtio->dddk, config(virtio, cap + CAP_BAR, 1), &bar);
	if (error)
		return error;
	if (bytes < least || offset > bar.bytes || bytes > bar.bytes - offset || offset % 4)
		return -ENODEV;
	*structure = mmio_within(&bar, offset, bytes);
	return 0;
}

static int capability_use(struct virtio *virtio, unsigned cap)
{
	switch (config(virtio, cap + CAP_TYPE, 1)) {
	case TYPE_COMMON:
		return structure_map(virtio, cap, COMMON_BYTES, &virtio->common);
	case TYPE_NOTIFY:
		virtio->notify_step = config(virtio, cap + CAP_NOTIFY_STEP, 4);
		return structure_map(virtio, cap, 2, &virtio->notify);
	case TYPE_ISR:
		return structure_map(virtio, cap, 1, &virtio->isr);
	case TYPE_DEVICE:
		return structure_map(virtio, cap, 1, &virtio->config);
	}
	return 0;
}

static uint32_t pci_features(const struct virtio *virtio, uint32_t word)
{
	reg_write(&virtio->common, DEVICE_FEATURE_SELECT, word);
	return reg_read(&virtio->common, DEVICE_FEATURE);
}

static void pci_set_features(const struct virtio *virtio, uint32_t word, uint32_t bits)
{
	reg_write(&virtio->common, DRIVER_FEATURE_SELECT, word);
	reg_write(&virtio->common, DRIVER_FEATURE, bits);
}

static uint8_t pci_status(const struct virtio *virtio)
{
	return reg_read(&virtio->common, DEVICE_STATUS);
}

static void pci_set_status(const struct virtio *virtio, uint8_t status)
{
	reg_write(&virtio->common, DEVICE_STATUS, status);
}

static uint8_t pci_generation(const struct virtio *virtio)
{
	return reg_read(&virtio->common, CONFIG_GENERATION);
}

static uint16_t pci_queue_size(const struct virtio *virtio, uint16_t index)
{
	reg_write(&virtio->common, QUEUE_SELECT, index);
	return reg_read(&virtio->common, QUEUE_SIZE);
}

static void addr_write(const struct virtio *virtio, struct reg32_rw low, struct reg32_rw high,
		       struct dma_addr addr)
{
	reg_write(&virtio->common, low, (uint32_t)addr.value);
	reg_write(&virtio->common, high, (uint32_t)(addr.value >> 32));
}

/** Tie a vector to the selected queue, or to none. */
static int vector_set(struct virtio *virtio, unsigned vector)
{
	int kind = dddk_vector(virtio->dddk, vector);
	uint16_t number = kind == KAAL_IRQ_MSIX ? (uint16_t)vector : NO_VECTOR;

	if (kind < 0)
		return kind;
	if (!dddk_device(virtio->dddk)->msix)
		return 0; /* without MSI-X these registers do not exist (4.1.5.1.2) */
	reg_write(&virtio->common, CONFIG_MSIX_VECTOR, NO_VECTOR);
	reg_write(&virtio->common, QUEUE_MSIX_VECTOR, number);
	return reg_read(&virtio->common, QUEUE_MSIX_VECTOR) == number ? 0 : -EPROTO;
}

static int pci_queue_enable(struct virtio *virtio, struct virtqueue *queue, const struct queue_addrs *addrs,
			    unsigned vector)
{
	uint64_t doorbell;
	int error;

	reg_write(&virtio->common, QUEUE_SELECT, queue->index);
	reg_write(&virtio->common, QUEUE_SIZE, queue->size);
	error = vector_set(virtio, vector);
	if (error)
		return error;
	addr_write(virtio, QUEUE_DESC, QUEUE_DESC_HIGH, addrs->desc);
	addr_write(virtio, QUEUE_DRIVER, QUEUE_DRIVER_HIGH, addrs->avail);
	addr_write(virtio, QUEUE_DEVICE, QUEUE_DEVICE_HIGH, addrs->used);
	doorbell = (uint64_t)reg_read(&virtio->common, QUEUE_NOTIFY_OFF) * virtio->notify_step;
	if (doorbell % 2 || doorbell + 2 > virtio->notify.bytes)
		return -EPROTO;
	queue->doorbell = mmio_within(&virtio->notify, doorbell, 2);
	reg_write(&virtio->common, QUEUE_ENABLE, 1);
	return 0;
}

static uint8_t pci_causes(const struct virtio *virtio)
{
	return reg_read(&virtio->isr, ISR);
}

static const struct virtio_transport pci_transport = {
	.features = pci_features,
	.set_features = pci_set_features,
	.status = pci_status,
	.set_status = pci_set_status,
	.generation = pci_generation,
	.queue_size = pci_queue_size,
	.queue_enable = pci_queue_enable,
	.causes = pci_causes,
};

int virtio_pci_open(struct virtio *virtio)
{
	unsigned cap = config(virtio, CONFIG_CAPABILITIES, 1) & ~3u;

	if (!(config(virtio, CONFIG_STATUS, 2) & STATUS_CAPABILITIES))
		return -ENODEV;
	for (unsigned i = 0; i < CAPABILITIES_MAX && cap >= CONFIG_HEADER_END; i++) {
		int error = config(virtio, cap, 1) == CAPABILITY_VENDOR ? capability_use(virtio, cap) : 0;

		if (error)
			return error;
		cap = config(virtio, cap + CAP_NEXT, 1) & ~3u;
	}
	if (!virtio->common.bytes || !virtio->notify.bytes || !virtio->isr.bytes)
		return -ENODEV; /* a device of before 1.0 */
	virtio->transport = &pci_transport;
	return 0;
}
