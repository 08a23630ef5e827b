/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "vspace.h"

#include "arch.h"
#include "arch_objects.h"
#include "kernel_calls.h"

int vspace_create(struct vspace *vspace, struct pool *pool)
{
	int error = pool_object(pool, ARCH_VSPACE_OBJECT, 0, seL4_VSpaceBits, &vspace->root);

	vspace->pool = pool;
	return error ? error : arch_vspace_assign(vspace->root);
}

static int map_one(struct vspace *vspace, seL4_CPtr frame, uint64_t vaddr, access_rights rights)
{
	for (;;) {
		unsigned missing_bits = 0;
		int error = arch_frame_map(vspace->root, frame, vaddr, rights, &missing_bits);

		if (!missing_bits)
			return error;
		error = arch_table_add(vspace, vaddr, missing_bits);
		if (error)
			return error;
	}
}

int vspace_map_sized(struct vspace *vspace, seL4_CPtr first, size_t count, unsigned frame_bits,
		     uint64_t vaddr, access_rights rights)
{
	for (size_t i = 0; i < count; i++) {
		int error = map_one(vspace, first + i, vaddr + (i << frame_bits), rights);

		if (error)
			return error;
	}
	return 0;
}

int vspace_map(struct vspace *vspace, seL4_CPtr first, size_t count, uint64_t vaddr, access_rights rights)
{
	return vspace_map_sized(vspace, first, count, seL4_PageBits, vaddr, rights);
}

void vspace_unmap(seL4_CPtr first, size_t count)
{
	for (size_t i = 0; i < count; i++)
		arch_frame_unmap(first + i);
}

static int map_new_pages(struct vspace *vspace, uint64_t vaddr, size_t pages, access_rights rights)
{
	while (pages) {
		size_t now = pages < POOL_FRAMES_MAX ? pages : POOL_FRAMES_MAX;
		seL4_CPtr first;
		int error = pool_frames(vspace->pool, now, &first);

		if (!error)
			error = vspace_map(vspace, first, now, vaddr, rights);
		if (error)
			return error;
		pages -= now;
		vaddr += now << seL4_PageBits;
	}
	return 0;
}

/* One large page; where no memory is left in one piece, small ones. */
static int map_new_large(struct vspace *vspace, uint64_t vaddr, access_rights rights)
{
	seL4_CPtr frame;

	if (pool_object(vspace->pool, ARCH_LARGE_FRAME_OBJECT, 0, seL4_LargePageBits, &frame))
		return map_new_pages(vspace, vaddr, LARGE_PAGE_BYTES >> seL4_PageBits, rights);
	return map_one(vspace, frame, vaddr, rights);
}

int vspace_map_new(struct vspace *vspace, uint64_t vaddr, uint64_t bytes, access_rights rights)
{
	for (; vaddr % LARGE_PAGE_BYTES == 0 && bytes >= LARGE_PAGE_BYTES;
	     vaddr += LARGE_PAGE_BYTES, bytes -= LARGE_PAGE_BYTES) {
		int error = map_new_large(vspace, vaddr, rights);

		if (error)
			return error;
	}
	return map_new_pages(vspace, vaddr, bytes >> seL4_PageBits, rights);
}
