/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A virtio-blk device with its contents in memory, and clients of the driver's class block. */
#ifndef DISK_H
#define DISK_H

#include <ring/request.h>

#include "virtio_model.h"

enum {
	DISK_SECTORS = 256,
	SECTOR = 512,
	CLIENT_SLOTS = 32,
	CLIENT_RING_BYTES = KAAL_RING_HEADER_BYTES + 32 * (int)sizeof(struct kaal_request),
	CLIENT_DATA_BYTES = 64 * SECTOR,
};

struct disk {
	struct virtio_model model; /* first */
	uint8_t contents[DISK_SECTORS * SECTOR];
	unsigned fail_next; /* so many requests are answered by an error */
	unsigned flushes, discards;
};

void disk_init(struct disk *disk, enum virtio_model_bus bus, uint64_t features);

/** A client's side of its connection. */
struct client {
	_Alignas(64) uint8_t requests[CLIENT_RING_BYTES];
	_Alignas(64) uint8_t answers[CLIENT_RING_BYTES];
	_Alignas(4096) uint8_t data[CLIENT_DATA_BYTES];
	struct request_client channel;
	struct request_slot slots[CLIENT_SLOTS];
	unsigned grant;
	unsigned answered, failed;
	int last_status;
};

/** Connect to the running driver. */
void client_connect(struct client *client, struct disk *disk, unsigned grant);

/** Ask for something; @offset of the data region. */
void client_ask(struct client *client, unsigned operation, uint64_t sector, uint32_t bytes, uint32_t offset);

/** Collect what has been answered. @return answers that came */
unsigned client_collect(struct client *client);

/** Let driver, device and client work until nothing happens any more. */
void client_settle(struct client *client);

#endif
