/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/errno.h>
#include <core/string.h>

#include "view.h"

int ring_consumer_attach(struct ring_consumer *consumer, void *memory, size_t bytes, uint32_t entry_bytes)
{
	int error = ring_view_attach(&consumer->view, memory, bytes, entry_bytes);

	if (error)
		return error;

	struct kaal_ring *shared = consumer->view.shared;
	uint32_t head = ring_load(&shared->head);

	consumer->tail = ring_load(&shared->tail);
	if (head - consumer->tail > consumer->view.entries)
		consumer->tail = head; /* not what a consumer of this ring left: begin empty */
	ring_publish(&shared->tail, consumer->tail);
	return 0;
}

void ring_consumer_reset(struct ring_consumer *consumer)
{
	struct kaal_ring *shared = consumer->view.shared;

	consumer->tail = ring_load(&shared->head);
	ring_publish(&shared->tail, consumer->tail);
}

static int64_t available_before(const struct ring_consumer *consumer, uint32_t head)
{
	uint32_t used = head - consumer->tail;

	return used > consumer->view.entries ? -EPROTO : (int64_t)used;
}

int64_t ring_available(const struct ring_consumer *consumer)
{
	return available_before(consumer, ring_load(&consumer->view.shared->head));
}

int64_t ring_read(struct ring_consumer *consumer, void *entries, uint32_t count)
{
	const struct ring_view *view = &consumer->view;
	int64_t available = ring_available(consumer);

	if (available < 0)
		return available;
	if (count > available)
		count = (uint32_t)available;
	if (!count)
		return 0;

	uint32_t run = ring_run(view, consumer->tail, count);
	size_t run_bytes = (size_t)run * view->entry_bytes;

	memcpy(entries, ring_entry(view, consumer->tail), run_bytes);
	memcpy((uint8_t *)entries + run_bytes, view->shared->data, (size_t)(count - run) * view->entry_bytes);
	consumer->tail += count;
	ring_publish(&view->shared->tail, consumer->tail);
	return count;
}

bool ring_consumer_notify(struct ring_consumer *consumer)
{
	int64_t available = ring_available(consumer);

	if (available > consumer->view.entries / 2)
		return false;
	return ring_flag_take(&consumer->view.shared->producer_waits);
}

bool ring_consumer_sleep(struct ring_consumer *consumer)
{
	struct kaal_ring *shared = consumer->view.shared;

	ring_flag_raise(&shared->consumer_waits);
	if (available_before(consumer, ring_load_after_flag(&shared->head)) == 0)
		return true;
	ring_flag_take(&shared->consumer_waits);
	return false;
}
