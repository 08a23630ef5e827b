/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Virtio 1.x devices (OASIS, Virtual I/O Device 1.1), over PCI and over registers in
 * memory; a driver does not see which. The device is not trusted: what it writes into
 * the rings can only break this device.
 */
#ifndef VIRTIO_VIRTIO_H
#define VIRTIO_VIRTIO_H

#include <stdbool.h>
#include <stdint.h>

#include <dddk/driver.h>

/* Feature bits that concern the transport (6 and 2.6.5.3, 2.6.7). */
#define VIRTIO_F_INDIRECT_DESC (1ull << 28)
#define VIRTIO_F_EVENT_IDX     (1ull << 29)
#define VIRTIO_F_VERSION_1     (1ull << 32)

enum {
	VIRTQUEUE_SIZE_MAX = 256, /* entries */
	VIRTQUEUE_PARTS_MAX = 4,  /* of one request */
};

/** DMA memory that a queue of @size entries takes, for the driver's needs (DDDK_DMA_LATER). */
#define VIRTQUEUE_DMA_BYTES(size) \
	((((size) * (16 * (1 + VIRTQUEUE_PARTS_MAX) + 2 + 8) + 16) + 4095ull) / 4096 * 4096)

struct virtio_transport;

struct virtio {
	struct dddk *dddk;
	const struct virtio_transport *transport;
	struct mmio common, isr, notify; /* registers; over memory all is in @common */
	struct mmio config;              /* the device's own, see virtio_config_read32 */
	uint32_t notify_step;            /* PCI: bytes from one queue's doorbell to the next */
	uint64_t features;               /* negotiated */
};

/** A part of a request: contiguous memory that the device reads, or writes. */
struct virtio_part {
	struct dma_addr addr;
	uint32_t bytes;
};

struct virtqueue {
	struct virtio *virtio;
	uint16_t index, size; /* size: a power of two */
	bool broken;          /* the device wrote nonsense: nothing is taken from it any more */
	bool indirect, event_index;

	struct vring_desc *desc;
	struct vring_avail *avail;
	struct vring_used *used;
	struct vring_desc *tables; /* VIRTQUEUE_PARTS_MAX for each entry, with @indirect */
	struct dma_addr tables_addr;
	struct mmio doorbell;

	uint16_t avail_index, kicked_index, used_index;
	uint16_t free_count, free_first;

	/* private, by entry: the device cannot change them */
	uint16_t next[VIRTQUEUE_SIZE_MAX];     /* of the free list, or of a request's chain */
	uint16_t parts[VIRTQUEUE_SIZE_MAX];    /* entries of the request that begins here; 0: none does */
	uint16_t token[VIRTQUEUE_SIZE_MAX];    /* of it */
	uint32_t writable[VIRTQUEUE_SIZE_MAX]; /* bytes that the device may write for it */
};

/**
 * Find the device's transport, reset it, and agree on features.
 *
 * @param wanted  features of the device's kind that the driver knows; those of the transport are added
 * @return 0, -ENODEV: not a virtio 1.x device, -ETIMEDOUT, -EPROTO: it does not agree
 */
int virtio_open(struct virtio *virtio, struct dddk *dddk, uint64_t wanted);

/**
 * Make a queue; before virtio_ready.
 *
 * @param size    entries wanted, a power of two, up to VIRTQUEUE_SIZE_MAX; the device may have fewer
 * @param vector  number of the driver's interrupt that it raises
 * @return 0, -ENODEV: it has no such queue, -ENOMEM, -EDQUOT
 */
int virtqueue_open(struct virtqueue *queue, struct virtio *virtio, uint16_t index, uint16_t size,
		   unsigned vector);

/** The driver is ready: the device may work. */
void virtio_ready(struct virtio *virtio);

/**
 * All of that for a device with one queue, of index and vector 0.
 * @return 0, or what virtio_open and virtqueue_open return
 */
int virtio_start(struct virtio *virtio, struct dddk *dddk, uint64_t wanted, struct virtqueue *queue,
		 uint16_t size);

/** The @stop of drivers whose state begins with a struct virtio: virtio_reset. */
void virtio_stop(void *state);

/** Stop the device. It forgets its queues; nothing in flight is answered. */
void virtio_reset(struct virtio *virtio);

/** Acknowledge an interrupt. @return whether it is about the device's configuration */
bool virtio_interrupt(struct virtio *virtio);

/** Read the device's own configuration; 0 where it has none. The result is read in one piece. */
uint32_t virtio_config_read32(const struct virtio *virtio, uint32_t offset);
uint64_t virtio_config_read64(const struct virtio *virtio, uint32_t offset);

/**
 * Give the device a request: first the parts that it reads, then those that it writes.
 *
 * @param reads   count of the parts that it reads
 * @param writes  count of those that it writes; together 1..VIRTQUEUE_PARTS_MAX
 * @param token   comes back with virtqueue_take
 * @return 0, -ENOSPC: no room, -EPROTO: the queue is broken
 */
int virtqueue_add(struct virtqueue *queue, const struct virtio_part *parts, unsigned reads, unsigned writes,
		  uint16_t token);

/** virtqueue_add for one request alone: an interrupt is asked for, and the device is told. */
int virtqueue_send(struct virtqueue *queue, const struct virtio_part *parts, unsigned reads, unsigned writes,
		   uint16_t token);

/** Tell the device of what was added, if it wants to be told. */
void virtqueue_kick(struct virtqueue *queue);

/**
 * Take back a request that the device has answered.
 *
 * @param token    out
 * @param written  out: bytes that the device says to have written, not more than it may
 * @return 1: taken, 0: there is none, -EPROTO: the queue is broken
 */
int virtqueue_take(struct virtqueue *queue, uint16_t *token, uint32_t *written);

/**
 * Ask for an interrupt for the next answer.
 * @return whether there is one already: then take it, no interrupt may come for it
 */
bool virtqueue_want_interrupt(struct virtqueue *queue);

#endif
