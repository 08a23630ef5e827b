/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/errno.h>
#include <core/string.h>

#include "view.h"

int ring_producer_attach(struct ring_producer *producer, void *memory, size_t bytes, uint32_t entry_bytes)
{
	int error = ring_view_attach(&producer->view, memory, bytes, entry_bytes);

	if (error)
		return error;

	struct kaal_ring *shared = producer->view.shared;
	uint32_t tail = ring_load(&shared->tail);

	producer->head = ring_load(&shared->head);
	if (producer->head - tail > producer->view.entries)
		producer->head = tail; /* not what a producer of this ring left: begin empty */
	ring_publish(&shared->head, producer->head);
	return 0;
}

void ring_producer_reset(struct ring_producer *producer)
{
	struct kaal_ring *shared = producer->view.shared;

	producer->head = ring_load(&shared->tail);
	ring_publish(&shared->head, producer->head);
}

static int64_t room_behind(const struct ring_producer *producer, uint32_t tail)
{
	uint32_t used = producer->head - tail;

	if (used > producer->view.entries)
		return -EPROTO;
	return producer->view.entries - used;
}

int64_t ring_room(const struct ring_producer *producer)
{
	return room_behind(producer, ring_load(&producer->view.shared->tail));
}

int64_t ring_write(struct ring_producer *producer, const void *entries, uint32_t count)
{
	const struct ring_view *view = &producer->view;
	int64_t room = ring_room(producer);

	if (room < 0)
		return room;
	if (count > room)
		count = (uint32_t)room;
	if (!count)
		return 0;

	uint32_t run = ring_run(view, producer->head, count);
	size_t run_bytes = (size_t)run * view->entry_bytes;

	memcpy(ring_entry(view, producer->head), entries, run_bytes);
	memcpy(view->shared->data, (const uint8_t *)entries + run_bytes,
	       (size_t)(count - run) * view->entry_bytes);
	producer->head += count;
	ring_publish(&view->shared->head, producer->head);
	return count;
}

bool ring_producer_notify(struct ring_producer *producer)
{
	return ring_flag_take(&producer->view.shared->consumer_waits);
}

bool ring_producer_sleep(struct ring_producer *producer, uint32_t room)
{
	struct kaal_ring *shared = producer->view.shared;
	int64_t now;

	ring_flag_raise(&shared->producer_waits);
	now = room_behind(producer, ring_load_after_flag(&shared->tail));
	if (now >= 0 && now < room)
		return true;
	ring_flag_take(&shared->producer_waits);
	return false;
}
