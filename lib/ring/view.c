/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "view.h"

#include <core/errno.h>

enum { ENTRIES_MAX = 1u << 30 };

/** Greatest power of two that is at most @n; 0 for 0. */
static uint32_t power_of_two_below(size_t n)
{
	uint32_t power = 1;

	if (!n)
		return 0;
	while (power < ENTRIES_MAX && (size_t)power * 2 <= n)
		power *= 2;
	return power;
}

int ring_view_attach(struct ring_view *view, void *memory, size_t bytes, uint32_t entry_bytes)
{
	struct kaal_ring *shared = memory;

	if (bytes < KAAL_RING_HEADER_BYTES || !entry_bytes)
		return -EINVAL;

	uint32_t entries = power_of_two_below((bytes - KAAL_RING_HEADER_BYTES) / entry_bytes);

	if (entries < 2)
		return -EINVAL;
	/* the peer may be writing the same: for people only, no other access is ordered by it */
	__atomic_store_n(&shared->magic, KAAL_RING_MAGIC, __ATOMIC_RELAXED);
	__atomic_store_n(&shared->entries, entries, __ATOMIC_RELAXED);
	__atomic_store_n(&shared->entry_bytes, entry_bytes, __ATOMIC_RELAXED);
	*view = (struct ring_view){
		.shared = shared,
		.entries = entries,
		.entry_bytes = entry_bytes,
		.epoch = __atomic_add_fetch(&shared->epoch, 1, __ATOMIC_ACQ_REL),
	};
	return 0;
}

bool ring_peer_restarted(struct ring_view *view)
{
	uint32_t epoch = ring_load(&view->shared->epoch);
	bool changed = epoch != view->epoch;

	view->epoch = epoch;
	return changed;
}
