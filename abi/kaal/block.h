/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interface "block": a disk. Requests and answers are struct kaal_request over the
 * connection's two rings, a channel as docs/spec/ring.md describes it. Data stands in the
 * connection's buffer region, which the device itself reads and writes: the bytes that a
 * request names are the provider's until it is answered.
 *
 *	operation    READ, WRITE: @data.offset in the region, a multiple of 512; @data.bytes a multiple of
 *	             the sector; @args[0] first sector
 *	             FLUSH: nothing. What was answered before it was asked is safe when it is answered
 *	             DISCARD: @args[0] first sector, @args[1] sectors, whose contents do not matter any more
 *	data.status  0, -EIO, -EINVAL (not within disk or region, or not so), -EROFS, -EOPNOTSUPP,
 *	             -ENODEV (the device is beyond use)
 *
 * Every request may be carried out twice, when the provider is started again meanwhile:
 * that does no harm as long as the client does not ask for overlapping sectors at once.
 *
 * A call of KAAL_BLOCK_INFO answers: MR0 sectors, MR1 bytes of a sector, a power of two
 * from 512 to 4096, MR2 enum kaal_block_flags, MR3 most sectors in a request.
 */
#ifndef ABI_KAAL_BLOCK_H
#define ABI_KAAL_BLOCK_H

#include "abi/kaal/ring.h"

#define KAAL_BLOCK "block"

enum kaal_block_call { KAAL_BLOCK_INFO = 1 };

enum kaal_block_flags {
	KAAL_BLOCK_READ_ONLY = 1 << 0,
	KAAL_BLOCK_CACHES = 1 << 1, /* what was written is safe only after a flush */
	KAAL_BLOCK_DISCARDS = 1 << 2,
};

enum kaal_block_op { KAAL_BLOCK_READ = 1, KAAL_BLOCK_WRITE, KAAL_BLOCK_FLUSH, KAAL_BLOCK_DISCARD };

#endif
