/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/string.h>

#include "view.h"

int ring_consumer_attach(struct ring_consumer *consumer, void *memory, size_t bytes, uint32_t entry_bytes)
{
	int error = ring_view_open(&consumer->view, memory, bytes, entry_bytes);

	if (error)
		return error;

	struct kaal_ring *shared = consumer->view.shared;

	consumer->tail = ring_load(&shared->tail);
	if (ring_available(consumer) < 0)
		ring_consumer_reset(consumer); /* not what a consumer of this ring left: begin empty */
	ring_view_announce(&consumer->view, &shared->consumer_epoch, &shared->producer_epoch);
	return 0;
}

void ring_consumer_reset(struct ring_consumer *consumer)
{
	consumer->tail = ring_load(&consumer->view.shared->head);
	ring_publish(&consumer->view.shared->tail, consumer->tail);
}

int64_t ring_peek(const struct ring_consumer *consumer, uint32_t count, struct ring_span *span)
{
	int64_t available = ring_available(consumer);

	if (available < 0)
		return available;
	if (count > available)
		count = (uint32_t)available;
	*span = ring_span_at(&consumer->view, consumer->tail, count);
	return count;
}

int64_t ring_read(struct ring_consumer *consumer, void *entries, uint32_t count)
{
	size_t entry_bytes = consumer->view.entry_bytes;
	struct ring_span span;
	int64_t there = ring_peek(consumer, count, &span);

	if (there <= 0)
		return there;
	memcpy(entries, span.first, span.first_count * entry_bytes);
	memcpy((uint8_t *)entries + span.first_count * entry_bytes, span.second,
	       span.second_count * entry_bytes);
	ring_release(consumer, (uint32_t)there);
	return there;
}

bool ring_consumer_sleep(struct ring_consumer *consumer)
{
	uint32_t *flag = &consumer->view.shared->consumer_waits;

	ring_flag_raise(flag);
	if (ring_available(consumer) == 0)
		return true;
	ring_flag_take(flag);
	return false;
}
