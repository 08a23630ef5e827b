/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Address spaces: mapping frames, and the paging structures that this takes. */
#ifndef ROOT_VSPACE_H
#define ROOT_VSPACE_H

#include "pool.h"

#define LARGE_PAGE_BYTES (1ull << seL4_LargePageBits)

/** Access of a mapping, as ELF_READ, ELF_WRITE and ELF_EXECUTE; never write and execute together. */
typedef unsigned access_rights;

enum { ACCESS_DEVICE = 1 << 8 }; /* and with them: a device's registers, never cached */

/** An address space; its paging structures come from @pool. */
struct vspace {
	seL4_CPtr root;
	struct pool *pool;
};

/** Make an empty one. */
int vspace_create(struct vspace *vspace, struct pool *pool);

/**
 * Map @count frames, whose capabilities stand in a row from @first, from @vaddr on.
 * On error what was mapped so far stays so.
 */
int vspace_map(struct vspace *vspace, seL4_CPtr first, size_t count, uint64_t vaddr, access_rights rights);

/** The same for frames of 2^frame_bits bytes; @vaddr is aligned to them. */
int vspace_map_sized(struct vspace *vspace, seL4_CPtr first, size_t count, unsigned frame_bits,
		     uint64_t vaddr, access_rights rights);

/** Undo the mappings of @count frames. */
void vspace_unmap(seL4_CPtr first, size_t count);

/**
 * Map new zeroed memory: as many large pages as fit from an aligned address on, then small ones.
 * Nothing else may be mapped in the large pages that the range touches.
 *
 * @param bytes  a multiple of the page size
 */
int vspace_map_new(struct vspace *vspace, uint64_t vaddr, uint64_t bytes, access_rights rights);

static inline uint64_t page_round_up(uint64_t bytes)
{
	return (bytes + (1ul << seL4_PageBits) - 1) >> seL4_PageBits << seL4_PageBits;
}

static inline uint64_t page_round_down(uint64_t bytes)
{
	return bytes >> seL4_PageBits << seL4_PageBits;
}

#endif
