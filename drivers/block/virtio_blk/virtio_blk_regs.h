/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What disks by virtio understand (Virtio 1.1, 5.2). */
#ifndef VIRTIO_BLK_REGS_H
#define VIRTIO_BLK_REGS_H

#include <stdint.h>

/* features (5.2.3) */
#define F_READ_ONLY (1ull << 5)
#define F_FLUSH     (1ull << 9)
#define F_DISCARD   (1ull << 13)

enum { CONFIG_CAPACITY = 0 }; /* 5.2.4: 64 bits, in sectors */
enum { SECTOR_BYTES = 512 };  /* whatever the disk's own blocks are */

/* types and results of a request (5.2.6) */
enum { TYPE_IN = 0, TYPE_OUT = 1, TYPE_FLUSH = 4, TYPE_DISCARD = 11 };
enum { STATUS_OK = 0, STATUS_IO_ERROR = 1, STATUS_UNSUPPORTED = 2, STATUS_UNSET = 0xff };

enum { BLK_PARTS = 3 }; /* header, data, status */

struct blk_header {
	uint32_t type, reserved;
	uint64_t sector;
};

struct blk_discard {
	uint64_t sector;
	uint32_t sectors, flags;
};

/** What a request needs besides its data, in memory that the device reads and writes. */
struct blk_frame {
	struct blk_header header;
	struct blk_discard discard;
	uint8_t status;
	uint8_t pad[31];
};

_Static_assert(sizeof(struct blk_frame) == 64, "none shares a cache line with another");

#endif
