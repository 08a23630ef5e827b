/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Class block: what a disk's driver does for the kit, and the kit for it. */
#ifndef DDDK_BLOCK_H
#define DDDK_BLOCK_H

#include <dddk/driver.h>

enum { BLOCK_IN_FLIGHT_MAX = 128 };

/** What the disk is like; the driver says it in @start, before it takes requests. */
struct block_disk {
	uint64_t sectors;
	uint32_t sector_bytes;    /* a power of two, 512..4096 */
	uint32_t flags;           /* enum kaal_block_flags */
	uint32_t request_sectors; /* most in one request, at least 1 */
	uint32_t requests_max;    /* most in flight, 1..BLOCK_IN_FLIGHT_MAX */
};

/** A request, checked: within the disk, within the client's buffers, allowed. The class's until submitted. */
struct block_request {
	enum kaal_block_op op;
	uint64_t sector;
	uint32_t sectors;
	struct dma_addr data; /* contiguous; unused for flush and discard */
	uint32_t index; /* 0..requests_max - 1, no other one in flight has it: for the driver's own tables */

	/* the class's own */
	uint64_t id;
	uint32_t client;
};

struct block_driver {
	/**
	 * Begin. Answer by block_done, at any time, for instance at once.
	 * Never called with more than requests_max requests unanswered.
	 */
	void (*submit)(void *state, struct block_request *request);

	/** All requests that were there have been submitted: ring the doorbell. May be NULL. */
	void (*commit)(void *state);
};

/** Announce the disk. Within @start. @return 0 or -EINVAL: it cannot be like that */
int block_announce(struct dddk *dddk, const struct block_disk *disk);

/**
 * Answer a request, which is the class's again.
 * @param status  0 or a negative errno
 */
void block_done(struct dddk *dddk, struct block_request *request, int status);

/** The device is beyond use: stop and start the driver anew, and submit again what is in flight; after several
 *  such failures everything is answered -ENODEV. Return from the driver soon. */
void block_failed(struct dddk *dddk);

#endif
