/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/string.h>

#include "view.h"

int ring_producer_open(struct ring_producer *producer, void *memory, size_t bytes, uint32_t entry_bytes)
{
	int error = ring_view_open(&producer->view, memory, bytes, entry_bytes);

	if (!error)
		producer->head = ring_load(&producer->view.shared->head);
	return error;
}

void ring_producer_announce(struct ring_producer *producer)
{
	struct kaal_ring *shared = producer->view.shared;

	/* if the indices do not fit together it is the consumer that gives way: were it both,
	   two ends that attach at once would change places */
	ring_view_announce(&producer->view, &shared->producer_epoch, &shared->consumer_epoch);
}

int ring_producer_attach(struct ring_producer *producer, void *memory, size_t bytes, uint32_t entry_bytes)
{
	int error = ring_producer_open(producer, memory, bytes, entry_bytes);

	if (!error)
		ring_producer_announce(producer);
	return error;
}

void ring_producer_reset(struct ring_producer *producer)
{
	producer->head = ring_load(&producer->view.shared->tail);
	ring_publish(&producer->view.shared->head, producer->head);
}

int64_t ring_reserve(const struct ring_producer *producer, uint32_t count, struct ring_span *span)
{
	int64_t room = ring_room(producer);

	if (room < 0)
		return room;
	if (count > room)
		count = (uint32_t)room;
	*span = ring_span_at(&producer->view, producer->head, count);
	return count;
}

int64_t ring_write(struct ring_producer *producer, const void *entries, uint32_t count)
{
	size_t entry_bytes = producer->view.entry_bytes;
	struct ring_span span;
	int64_t reserved = ring_reserve(producer, count, &span);

	if (reserved <= 0)
		return reserved;
	memcpy(span.first, entries, span.first_count * entry_bytes);
	memcpy(span.second, (const uint8_t *)entries + span.first_count * entry_bytes,
	       span.second_count * entry_bytes);
	ring_commit(producer, (uint32_t)reserved);
	return reserved;
}

bool ring_producer_sleep(struct ring_producer *producer, uint32_t room)
{
	struct kaal_ring *shared = producer->view.shared;
	int64_t now;

	ring_flag_raise(&shared->producer_waits);
	now = ring_room(producer);
	if (now >= 0 && now < room)
		return true;
	ring_flag_take(&shared->producer_waits);
	return false;
}
