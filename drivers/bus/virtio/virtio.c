/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A device's life (Virtio 1.1, 3.1). */
#include <virtio/virtio.h>

#include <errno.h>

#include <dddk/poll.h>

#include "transport.h"

enum { RESET_US = 1000000, GENERATION_LOOKS = 16 };

static void status_add(const struct virtio *virtio, uint8_t bits)
{
	virtio->transport->set_status(virtio, virtio->transport->status(virtio) | bits);
}

static int reset(const struct virtio *virtio)
{
	struct poll poll = poll_for_us(RESET_US);

	virtio->transport->set_status(virtio, 0);
	while (virtio->transport->status(virtio))
		if (poll_over(&poll))
			return -ETIMEDOUT;
	return 0;
}

static int features_agree(struct virtio *virtio, uint64_t wanted)
{
	const struct virtio_transport *transport = virtio->transport;
	uint64_t offered = transport->features(virtio, 0) | (uint64_t)transport->features(virtio, 1) << 32;

	if (!(offered & VIRTIO_F_VERSION_1))
		return -ENODEV;
	virtio->features =
		offered & (wanted | VIRTIO_F_VERSION_1 | VIRTIO_F_INDIRECT_DESC | VIRTIO_F_EVENT_IDX);
	transport->set_features(virtio, 0, (uint32_t)virtio->features);
	transport->set_features(virtio, 1, (uint32_t)(virtio->features >> 32));
	status_add(virtio, STATUS_FEATURES_OK);
	return transport->status(virtio) & STATUS_FEATURES_OK ? 0 : -EPROTO;
}

int virtio_open(struct virtio *virtio, struct dddk *dddk, uint64_t wanted)
{
	int error;

	*virtio = (struct virtio){ .dddk = dddk };
	error = dddk_device(dddk)->vendor ? virtio_pci_open(virtio) : virtio_mmio_open(virtio);
	if (!error)
		error = reset(virtio);
	if (error)
		return error;
	status_add(virtio, STATUS_ACKNOWLEDGE);
	status_add(virtio, STATUS_DRIVER);
	error = features_agree(virtio, wanted);
	if (error)
		status_add(virtio, STATUS_FAILED);
	return error;
}

void virtio_ready(struct virtio *virtio)
{
	status_add(virtio, STATUS_DRIVER_OK);
}

int virtio_start(struct virtio *virtio, struct dddk *dddk, uint64_t wanted, struct virtqueue *queue,
		 uint16_t size)
{
	int error = virtio_open(virtio, dddk, wanted);

	if (!error)
		error = virtqueue_open(queue, virtio, 0, size, 0);
	if (!error)
		virtio_ready(virtio);
	return error;
}

void virtio_stop(void *state)
{
	virtio_reset(state);
}

void virtio_reset(struct virtio *virtio)
{
	if (virtio->transport && reset(virtio))
		dddk_say("does not let itself be reset");
}

bool virtio_interrupt(struct virtio *virtio)
{
	return (virtio->transport->causes(virtio) & CAUSE_CONFIG) != 0;
}

uint32_t virtio_config_read32(const struct virtio *virtio, uint32_t offset)
{
	return offset + 4 <= virtio->config.bytes ? mmio_read32(&virtio->config, offset) : 0;
}

/** In halves, until both are of one generation (2.4.1); a device that never settles gives what it last said. */
uint64_t virtio_config_read64(const struct virtio *virtio, uint32_t offset)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < GENERATION_LOOKS; i++) {
		uint8_t before = virtio->transport->generation(virtio);

		value = virtio_config_read32(virtio, offset);
		value |= (uint64_t)virtio_config_read32(virtio, offset + 4) << 32;
		if (virtio->transport->generation(virtio) == before)
			break;
	}
	return value;
}
