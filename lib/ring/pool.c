/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <ring/pool.h>

/* In the ledger: a buffer that this side has, and one that the peer has. Every other value means free,
   and is the next free buffer's number, KAAL_NO_BUFFER after the last. */
enum { HELD = 0xfffffffe, AWAY = 0xfffffffd, COUNT_MAX = 0xfffffff0 };

int ring_pool_open(struct ring_pool *pool, enum ring_pool_side side, const struct ring_pool_area *area,
		   uint32_t *ledger, uint32_t ledger_count)
{
	if (!area->buffer_bytes)
		return -EINVAL;

	size_t count = area->bytes / area->buffer_bytes;

	if (count > ledger_count)
		count = ledger_count;
	if (count > COUNT_MAX)
		count = COUNT_MAX;
	if (!count)
		return -EINVAL;
	*pool = (struct ring_pool){ .area = *area, .side = side, .count = (uint32_t)count, .ledger = ledger };
	ring_pool_reset(pool);
	return 0;
}

void ring_pool_reset(struct ring_pool *pool)
{
	bool lends = pool->side == RING_POOL_LENDER;

	for (uint32_t i = 0; i < pool->count; i++)
		pool->ledger[i] = lends ? i + 1 : AWAY;
	if (lends)
		pool->ledger[pool->count - 1] = KAAL_NO_BUFFER;
	pool->free = lends ? 0 : KAAL_NO_BUFFER;
	pool->away = lends ? 0 : pool->count;
}

static bool is_held(const struct ring_pool *pool, uint32_t buffer)
{
	return buffer < pool->count && pool->ledger[buffer] == HELD;
}

static bool fits(const struct ring_pool *pool, const struct kaal_descriptor *descriptor)
{
	return descriptor->offset <= pool->area.buffer_bytes &&
	       descriptor->bytes <= pool->area.buffer_bytes - descriptor->offset;
}

int64_t ring_pool_take(struct ring_pool *pool)
{
	uint32_t buffer = pool->free;

	if (buffer == KAAL_NO_BUFFER)
		return -ENOSPC;
	pool->free = pool->ledger[buffer];
	pool->ledger[buffer] = HELD;
	return buffer;
}

int ring_pool_free(struct ring_pool *pool, uint32_t buffer)
{
	if (pool->side != RING_POOL_LENDER || !is_held(pool, buffer))
		return -EINVAL;
	pool->ledger[buffer] = pool->free;
	pool->free = buffer;
	return 0;
}

int ring_pool_send(struct ring_pool *pool, struct kaal_descriptor *descriptor)
{
	if (!is_held(pool, descriptor->buffer) || !fits(pool, descriptor))
		return -EINVAL;
	descriptor->flags &= ~(uint32_t)KAAL_DESCRIPTOR_DMA;
	if (pool->area.dma_addr)
		descriptor->flags |= KAAL_DESCRIPTOR_DMA;
	pool->ledger[descriptor->buffer] = AWAY;
	pool->away++;
	return 0;
}

int ring_pool_receive(struct ring_pool *pool, const struct kaal_descriptor *descriptor)
{
	uint32_t buffer = descriptor->buffer;

	if (buffer >= pool->count || pool->ledger[buffer] != AWAY || !fits(pool, descriptor))
		return -EPROTO;
	pool->ledger[buffer] = HELD;
	pool->away--;
	return 0;
}

int ring_pool_dma(const struct ring_pool *pool, const struct kaal_descriptor *descriptor, uint64_t *addr)
{
	if (!pool->area.dma_addr)
		return -EINVAL;
	*addr = pool->area.dma_addr + (uint64_t)descriptor->buffer * pool->area.buffer_bytes +
		descriptor->offset;
	return 0;
}
