/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "view.h"

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

int ring_view_open(struct ring_view *view, void *memory, size_t bytes, uint32_t entry_bytes)
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
	*view = (struct ring_view){ .shared = shared, .entries = entries, .entry_bytes = entry_bytes };
	return 0;
}

void ring_view_announce(struct ring_view *view, uint32_t *own_word, const uint32_t *peer_word)
{
	view->epoch = __atomic_load_n(own_word, __ATOMIC_RELAXED) + 1;
	if (!view->epoch)
		view->epoch = 1; /* 0 means that there never was anybody */
	view->peer_word = peer_word;
	view->peer_epoch = ring_load(peer_word);
	ring_publish(own_word, view->epoch); /* after the indices: who sees it sees them settled */
}

bool ring_peer_restarted(struct ring_view *view)
{
	uint32_t epoch = ring_load(view->peer_word);
	bool changed = epoch != view->peer_epoch;

	view->peer_epoch = epoch;
	return changed;
}
