/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A split virtqueue in memory (Virtio 1.1, 2.6); all numbers are little-endian. */
#ifndef VIRTIO_VRING_H
#define VIRTIO_VRING_H

#include <stdint.h>

enum { DESC_NEXT = 1, DESC_WRITE = 2, DESC_INDIRECT = 4 };
enum { AVAIL_NO_INTERRUPT = 1, USED_NO_NOTIFY = 1 };

struct vring_desc {
	uint64_t addr;
	uint32_t bytes;
	uint16_t flags, next;
};

struct vring_avail {
	uint16_t flags, index;
	uint16_t ring[]; /* and behind it used_event */
};

struct vring_used {
	uint16_t flags, index;
	struct vring_used_entry {
		uint32_t id, bytes;
	} ring[]; /* and behind it avail_event */
};

_Static_assert(sizeof(struct vring_desc) == 16 && sizeof(struct vring_used_entry) == 8, "layout");

#endif
