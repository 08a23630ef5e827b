/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interface "block": a disk. Requests go over the ring to the provider, one answer for
 * each comes back, in any order. Data stands in the connection's buffer region, which
 * the device reads and writes itself: whose bytes of it a request names are the
 * provider's until it is answered. What one asks:
 *
 *	KAAL_BLOCK_INFO (a call) -> MR0 sectors, MR1 bytes of a sector, a power of two from 512 to 4096,
 *	                            MR2 enum kaal_block_flags, MR3 most sectors in a request
 */
#ifndef ABI_KAAL_BLOCK_H
#define ABI_KAAL_BLOCK_H

#include <stdint.h>

#define KAAL_BLOCK "block"

enum kaal_block_call { KAAL_BLOCK_INFO = 1 };

enum kaal_block_flags {
	KAAL_BLOCK_READ_ONLY = 1 << 0, /* writes: EROFS */
	KAAL_BLOCK_CACHES = 1 << 1,    /* what was written is safe only after a flush */
	KAAL_BLOCK_DISCARDS = 1 << 2,
};

enum kaal_block_op { KAAL_BLOCK_READ = 1, KAAL_BLOCK_WRITE, KAAL_BLOCK_FLUSH, KAAL_BLOCK_DISCARD };

struct kaal_block_request {
	uint64_t id;     /* the client's, comes back with the answer */
	uint64_t sector; /* first */
	uint64_t offset; /* of the data in the buffer region, bytes, a multiple of 512 */
	uint32_t sectors;
	uint32_t op; /* enum kaal_block_op */
};

struct kaal_block_answer {
	uint64_t id;
	int64_t status; /* 0, -EIO, -EINVAL: outside disk or region, -EROFS, -EOPNOTSUPP, -ENODEV: the device is gone */
	uint64_t reserved[2];
};

_Static_assert(sizeof(struct kaal_block_request) == 32 && sizeof(struct kaal_block_answer) == 32, "entries");

#endif
