/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A virtio 1.x device for drivers on the host: transport and split queues; what it does with requests is a function. */
#ifndef VIRTIO_MODEL_H
#define VIRTIO_MODEL_H

#include <model/device.h>

enum { MODEL_QUEUES = 2, MODEL_PARTS = 16 };

enum virtio_model_bus { MODEL_ON_PCI, MODEL_IN_MEMORY };

/** A request's memory, as the device sees it. */
struct model_part {
	uint8_t *at;
	uint32_t bytes;
	bool writable;
};

struct model_queue {
	uint16_t size, vector;
	bool enabled;
	uint64_t desc, avail, used;
	uint16_t seen, answered; /* of the available and of the used ring */
};

struct virtio_model {
	struct device_model device; /* first: its functions find the rest */
	enum virtio_model_bus bus;
	uint64_t features, accepted;
	uint32_t feature_select, accept_select;
	uint8_t status, isr;
	uint16_t selected;
	uint16_t queue_size_max;
	struct model_queue queues[MODEL_QUEUES];
	uint8_t config[64];

	/** Serve a request. @return bytes written */
	uint32_t (*serve)(struct virtio_model *model, struct model_part *parts, unsigned count);
	void *context;

	unsigned kicks;    /* doorbells */
	bool hold;         /* do not serve when told to, but by virtio_model_serve */
	bool wrong_memory; /* out: the driver named memory that is not the device's */
	bool dead;         /* never becomes ready, answers nothing */
};

/** A device of virtio type @type. The caller sets serve, config and what else it wants before the driver begins. */
void virtio_model_init(struct virtio_model *model, enum virtio_model_bus bus, unsigned type,
		       uint64_t features);

/** Serve what is available, and interrupt if the driver wants that. @return requests served */
unsigned virtio_model_serve(struct virtio_model *model, unsigned index);

/** Write a used entry and index whatever was asked: a device that lies. */
void virtio_model_lie(struct virtio_model *model, unsigned index, uint32_t id, uint32_t bytes,
		      uint16_t index_step);

#endif
