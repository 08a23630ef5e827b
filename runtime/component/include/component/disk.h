/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A disk, as a client of interface "block" sees it. Requests survive the death of the
 * driver: they are submitted again to the next one. One thread at a time.
 *
 * Simple use copies: disk_read and disk_write. Without a copy, and with many requests
 * under way: put data into the buffer region or let it come there, disk_submit,
 * disk_wait.
 */
#ifndef COMPONENT_DISK_H
#define COMPONENT_DISK_H

#include <stddef.h>
#include <stdint.h>

#include <ring/request.h>

#include "abi/kaal/block.h"

enum { DISK_REQUESTS_MAX = 64 }; /* under way at once */

/** Must not be moved once it is open: its lists point into it. */
struct disk {
	int grant;
	uint64_t endpoint;
	uint64_t sectors;
	uint32_t sector_bytes, request_sectors, flags; /* enum kaal_block_flags */
	uint8_t *buffers;                              /* shared with the device */
	uint64_t buffers_bytes;
	struct request_client channel;
	struct request_slot slots[DISK_REQUESTS_MAX];
};

/**
 * Open the disk that this component is connected to, and wait until its driver is there.
 *
 * @param end  the connection's name
 * @return 0, -ENOENT: not connected, -EINVAL: its rings are none of a disk, or what the driver says
 */
int disk_open(struct disk *disk, const char *end);

/**
 * Ask for something; it is under way when this returns.
 *
 * @param sector  first; ignored for a flush
 * @param offset  of the data in @buffers, a multiple of 512; ignored for flush and discard
 * @param bytes   of data, a multiple of the sector; not more than request_sectors
 * @param tag     comes back with the answer
 * @return 0, or -EAGAIN: DISK_REQUESTS_MAX are under way
 */
int disk_submit(struct disk *disk, enum kaal_block_op op, uint64_t sector, uint64_t offset, uint32_t bytes,
		uint64_t tag);

/** Tell the driver of all that was submitted; disk_wait does it too. */
void disk_commit(struct disk *disk);

/**
 * Wait for an answer.
 *
 * @param tag     out: of the request
 * @param status  out: 0 or a negative errno
 * @return 0, or -EPROTO: the driver broke the channel, and all waits for the next one
 */
int disk_wait(struct disk *disk, uint64_t *tag, int *status);

/**
 * Read bytes that need not be aligned.
 * @return 0 or a negative errno; -EINVAL beyond the end. Only when nothing else is under way
 */
int disk_read(struct disk *disk, uint64_t offset_bytes, void *to, size_t bytes);

/** Write whole sectors: @offset_bytes and @bytes are multiples of them. As disk_read. */
int disk_write(struct disk *disk, uint64_t offset_bytes, const void *from, size_t bytes);

/** Make sure that what was written stays. As disk_read. */
int disk_flush(struct disk *disk);

#endif
