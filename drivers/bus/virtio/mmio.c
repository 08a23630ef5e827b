/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Virtio over registers in memory (Virtio 1.1, 4.2). */
#include <errno.h>

#include <dddk/register.h>

#include "transport.h"

/* 4.2.2 */
static const struct reg32_ro MAGIC = { 0x000 };
static const struct reg32_ro VERSION = { 0x004 };
static const struct reg32_ro DEVICE_FEATURES = { 0x010 };
static const struct reg32_wo DEVICE_FEATURES_SEL = { 0x014 };
static const struct reg32_wo DRIVER_FEATURES = { 0x020 };
static const struct reg32_wo DRIVER_FEATURES_SEL = { 0x024 };
static const struct reg32_wo QUEUE_SEL = { 0x030 };
static const struct reg32_ro QUEUE_NUM_MAX = { 0x034 };
static const struct reg32_wo QUEUE_NUM = { 0x038 };
static const struct reg32_rw QUEUE_READY = { 0x044 };
enum { QUEUE_NOTIFY = 0x050 };
static const struct reg32_ro INTERRUPT_STATUS = { 0x060 };
static const struct reg32_wo INTERRUPT_ACK = { 0x064 };
static const struct reg32_rw STATUS = { 0x070 };
static const struct reg32_wo QUEUE_DESC = { 0x080 }, QUEUE_DESC_HIGH = { 0x084 };
static const struct reg32_wo QUEUE_DRIVER = { 0x090 }, QUEUE_DRIVER_HIGH = { 0x094 };
static const struct reg32_wo QUEUE_DEVICE = { 0x0a0 }, QUEUE_DEVICE_HIGH = { 0x0a4 };
static const struct reg32_ro CONFIG_GENERATION = { 0x0fc };

enum {
	MAGIC_VALUE = 0x74726976, /* "virt" */
	VERSION_MODERN = 2,       /* 1: before 1.0 */
	CONFIG = 0x100,
};

static uint32_t mmio_features(const struct virtio *virtio, uint32_t word)
{
	reg_write(&virtio->common, DEVICE_FEATURES_SEL, word);
	return reg_read(&virtio->common, DEVICE_FEATURES);
}

static void mmio_set_features(const struct virtio *virtio, uint32_t word, uint32_t bits)
{
	reg_write(&virtio->common, DRIVER_FEATURES_SEL, word);
	reg_write(&virtio->common, DRIVER_FEATURES, bits);
}

static uint8_t mmio_status(const struct virtio *virtio)
{
	return (uint8_t)reg_read(&virtio->common, STATUS);
}

static void mmio_set_status(const struct virtio *virtio, uint8_t status)
{
	reg_write(&virtio->common, STATUS, status);
}

static uint8_t mmio_generation(const struct virtio *virtio)
{
	return (uint8_t)reg_read(&virtio->common, CONFIG_GENERATION);
}

static uint16_t mmio_queue_size(const struct virtio *virtio, uint16_t index)
{
	uint32_t max;

	reg_write(&virtio->common, QUEUE_SEL, index);
	max = reg_read(&virtio->common, QUEUE_NUM_MAX);
	return max > UINT16_MAX ? UINT16_MAX : (uint16_t)max;
}

static void addr_write(const struct virtio *virtio, struct reg32_wo low, struct reg32_wo high,
		       struct dma_addr addr)
{
	reg_write(&virtio->common, low, (uint32_t)addr.value);
	reg_write(&virtio->common, high, (uint32_t)(addr.value >> 32));
}

static int mmio_queue_enable(struct virtio *virtio, struct virtqueue *queue, const struct queue_addrs *addrs,
			     unsigned vector)
{
	int kind = dddk_vector(virtio->dddk, 0); /* the device has one interrupt for all */

	if (kind < 0)
		return kind;
	reg_write(&virtio->common, QUEUE_SEL, queue->index);
	if (reg_read(&virtio->common, QUEUE_READY))
		return -EPROTO; /* it was reset and should not be */
	reg_write(&virtio->common, QUEUE_NUM, queue->size);
	addr_write(virtio, QUEUE_DESC, QUEUE_DESC_HIGH, addrs->desc);
	addr_write(virtio, QUEUE_DRIVER, QUEUE_DRIVER_HIGH, addrs->avail);
	addr_write(virtio, QUEUE_DEVICE, QUEUE_DEVICE_HIGH, addrs->used);
	queue->doorbell = mmio_within(&virtio->common, QUEUE_NOTIFY, 4);
	reg_write(&virtio->common, QUEUE_READY, 1);
	return 0;
}

static uint8_t mmio_causes(const struct virtio *virtio)
{
	uint32_t causes = reg_read(&virtio->common, INTERRUPT_STATUS);

	reg_write(&virtio->common, INTERRUPT_ACK, causes);
	return (uint8_t)causes;
}

static const struct virtio_transport mmio_transport = {
	.features = mmio_features,
	.set_features = mmio_set_features,
	.status = mmio_status,
	.set_status = mmio_set_status,
	.generation = mmio_generation,
	.queue_size = mmio_queue_size,
	.queue_enable = mmio_queue_enable,
	.causes = mmio_causes,
};

int virtio_mmio_open(struct virtio *virtio)
{
	int error = dddk_region(virtio->dddk, 0, &virtio->common);

	if (error)
		return error;
	if (virtio->common.bytes < CONFIG || reg_read(&virtio->common, MAGIC) != MAGIC_VALUE ||
	    reg_read(&virtio->common, VERSION) != VERSION_MODERN)
		return -ENODEV;
	virtio->config = mmio_within(&virtio->common, CONFIG, virtio->common.bytes - CONFIG);
	virtio->transport = &mmio_transport;
	return 0;
}
