/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Class block: takes clients' requests from their channels, checks them, and has the
 * driver carry them out. Clients take turns, a batch each; one that breaks its channel
 * is left alone until it has been started again.
 */
#ifndef DDDK_BLOCK_CLASS_H
#define DDDK_BLOCK_CLASS_H

#include <stddef.h>

#include <dddk/block.h>
#include <ring/request.h>

enum { BLOCK_CLIENTS_MAX = 32 };

/** A client's memory as this side has it. */
struct block_client_memory {
	void *requests, *answers; /* rings */
	size_t ring_bytes;        /* of each */
	struct dma_addr data;
	uint64_t data_bytes;
};

struct block_client {
	struct request_server server;
	struct dma_addr data;
	uint64_t data_bytes;
	unsigned grant; /* to signal it */
};

/** A request under way: what the driver sees, and what it is answered with. */
struct block_flight {
	struct block_request request; /* first: the driver gives back its address */
	struct kaal_request answer;
	struct block_client *client; /* NULL: not in use */
};

struct block_class {
	struct block_disk disk;
	bool announced;
	bool failed;          /* the driver said so: it is to be started again */
	bool dead;            /* given up */
	unsigned failures;    /* in a row, without an answer in between */
	uint64_t progress_ns; /* when something was answered last, or the first was submitted */

	unsigned clients_count, turn;
	struct block_client clients[BLOCK_CLIENTS_MAX];

	unsigned in_flight;
	unsigned free_count;
	uint16_t free[BLOCK_IN_FLIGHT_MAX]; /* indices of flights not in use */
	struct block_flight flights[BLOCK_IN_FLIGHT_MAX];
};

/** @return 0, -ENOSPC: too many, -EINVAL: no rings, or too small */
int block_class_add_client(struct dddk *dddk, unsigned grant, const struct block_client_memory *memory);

/** Take what clients ask for, restart the driver if it failed, ask to be woken: after every event. */
void block_class_serve(struct dddk *dddk);

/** When to be served at the latest, though nothing happens; 0: whenever. */
uint64_t block_class_deadline_ns(const struct dddk *dddk);

#endif
