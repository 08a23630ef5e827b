/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Split virtqueues (Virtio 1.1, 2.6). Chains and free list are kept privately; of what
 * the device writes, the used index and the used entries are read, once each, and
 * checked. With indirect descriptors a request takes one entry, else one a part.
 */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>

#include <dddk/register.h>

#include "transport.h"
#include "vring.h"

static uint16_t read16(const uint16_t *shared)
{
	return *(const volatile uint16_t *)shared;
}

static void write16(uint16_t *shared, uint16_t value)
{
	*(volatile uint16_t *)shared = value;
}

/** The device wants to be told when this index becomes available (with event_index). */
static uint16_t *avail_event(const struct virtqueue *queue)
{
	return (uint16_t *)(void *)&queue->used->ring[queue->size];
}

/** We want to be told when this index becomes used (with event_index). */
static uint16_t *used_event(const struct virtqueue *queue)
{
	return &queue->avail->ring[queue->size];
}

/** Whether going from @before to @now passes @event (2.6.7.1). */
static bool event_passed(uint16_t event, uint16_t now, uint16_t before)
{
	return (uint16_t)(now - event - 1) < (uint16_t)(now - before);
}

static uint64_t round_up(uint64_t bytes, uint64_t unit)
{
	return (bytes + unit - 1) / unit * unit;
}

/** Tables, descriptors, available and used ring, one behind the other, aligned as 2.6 wants. */
static void place(struct virtqueue *queue, const struct dma_memory *memory, struct queue_addrs *addrs)
{
	uint64_t desc = queue->size * VIRTQUEUE_PARTS_MAX * sizeof(struct vring_desc);
	uint64_t avail = desc + queue->size * sizeof(struct vring_desc);
	uint64_t used =
		round_up(avail + sizeof(struct vring_avail) + (queue->size + 1u) * sizeof(uint16_t), 4);
	uint8_t *at = memory->at;

	queue->tables = (struct vring_desc *)(void *)at;
	queue->tables_addr = memory->addr;
	queue->desc = (struct vring_desc *)(void *)(at + desc);
	queue->avail = (struct vring_avail *)(void *)(at + avail);
	queue->used = (struct vring_used *)(void *)(at + used);
	addrs->desc = dma_addr_add(memory->addr, desc);
	addrs->avail = dma_addr_add(memory->addr, avail);
	addrs->used = dma_addr_add(memory->addr, used);
}

static void free_all(struct virtqueue *queue)
{
	for (uint16_t i = 0; i < queue->size; i++)
		queue->next[i] = (uint16_t)(i + 1);
	queue->free_first = 0;
	queue->free_count = queue->size;
}

/** The largest power of two that both sides can have. */
static uint16_t size_choose(uint16_t wanted, uint16_t most)
{
	uint16_t size = wanted < VIRTQUEUE_SIZE_MAX ? wanted : VIRTQUEUE_SIZE_MAX;

	while (size > most)
		size /= 2;
	return size;
}

int virtqueue_open(struct virtqueue *queue, struct virtio *virtio, uint16_t index, uint16_t size,
		   unsigned vector)
{
	struct dma_memory memory;
	struct queue_addrs addrs;
	int error;

	*queue = (struct virtqueue){
		.virtio = virtio,
		.index = index,
		.size = size_choose(size, virtio->transport->queue_size(virtio, index)),
		.indirect = (virtio->features & VIRTIO_F_INDIRECT_DESC) != 0,
		.event_index = (virtio->features & VIRTIO_F_EVENT_IDX) != 0,
	};
	if (!queue->size)
		return -ENODEV;
	error = dddk_dma(virtio->dddk, VIRTQUEUE_DMA_BYTES(queue->size), 4096, &memory);
	if (error)
		return error;
	place(queue, &memory, &addrs);
	free_all(queue);
	return virtio->transport->queue_enable(virtio, queue, &addrs, vector);
}

/** Fill @descs with the parts; @next says which one follows which. */
static void desc_fill(struct vring_desc *desc, const struct virtio_part *part, bool writes, bool more,
		      uint16_t next)
{
	*desc = (struct vring_desc){
		.addr = part->addr.value,
		.bytes = part->bytes,
		.flags = (uint16_t)((writes ? DESC_WRITE : 0) | (more ? DESC_NEXT : 0)),
		.next = next,
	};
}

static uint16_t add_indirect(struct virtqueue *queue, const struct virtio_part *parts, unsigned reads,
			     unsigned count)
{
	uint16_t head = queue->free_first;
	uint64_t table = (uint64_t)head * VIRTQUEUE_PARTS_MAX;

	for (unsigned i = 0; i < count; i++)
		desc_fill(&queue->tables[table + i], &parts[i], i >= reads, i + 1 < count, (uint16_t)(i + 1));
	queue->desc[head] = (struct vring_desc){
		.addr = dma_addr_add(queue->tables_addr, table * sizeof(struct vring_desc)).value,
		.bytes = (uint32_t)(count * sizeof(struct vring_desc)),
		.flags = DESC_INDIRECT,
	};
	queue->free_first = queue->next[head];
	queue->parts[head] = 1;
	return head;
}

static uint16_t add_chain(struct virtqueue *queue, const struct virtio_part *parts, unsigned reads,
			  unsigned count)
{
	uint16_t head = queue->free_first, entry = head;

	for (unsigned i = 0; i < count; i++) {
		desc_fill(&queue->desc[entry], &parts[i], i >= reads, i + 1 < count, queue->next[entry]);
		entry = queue->next[entry];
	}
	queue->free_first = entry;
	queue->parts[head] = (uint16_t)count;
	return head;
}

static uint32_t writable_bytes(const struct virtio_part *parts, unsigned reads, unsigned count)
{
	uint32_t bytes = 0;

	for (unsigned i = reads; i < count; i++)
		bytes += parts[i].bytes;
	return bytes;
}

int virtqueue_add(struct virtqueue *queue, const struct virtio_part *parts, unsigned reads, unsigned writes,
		  uint16_t token)
{
	unsigned count = reads + writes;
	bool indirect = queue->indirect && count > 1;
	uint16_t head;

	if (queue->broken)
		return -EPROTO;
	if (queue->free_count < (indirect ? 1 : count))
		return -ENOSPC;
	head = indirect ? add_indirect(queue, parts, reads, count) : add_chain(queue, parts, reads, count);
	queue->free_count = (uint16_t)(queue->free_count - queue->parts[head]);
	queue->token[head] = token;
	queue->writable[head] = writable_bytes(parts, reads, count);
	queue->avail->ring[queue->avail_index++ & (queue->size - 1)] = head;
	return 0;
}

/* A doorbell is written with the queue's number: 16 bits over PCI, 32 in memory (4.1.4.4, 4.2.3.3). */
static void doorbell_ring(const struct virtqueue *queue)
{
	dma_order_before_doorbell();
	if (queue->doorbell.bytes == sizeof(uint16_t))
		mmio_write16(&queue->doorbell, 0, queue->index);
	else
		mmio_write32(&queue->doorbell, 0, queue->index);
}

void virtqueue_kick(struct virtqueue *queue)
{
	uint16_t before = queue->kicked_index;
	bool wanted;

	if (queue->avail_index == before || queue->broken)
		return;
	dma_order_before_publish(); /* descriptors and ring entries, then the index */
	write16(&queue->avail->index, queue->avail_index);
	queue->kicked_index = queue->avail_index;
	dma_order_full(); /* the index, then whether the device sleeps */
	if (queue->event_index)
		wanted = event_passed(read16(avail_event(queue)), queue->avail_index, before);
	else
		wanted = !(read16(&queue->used->flags) & USED_NO_NOTIFY);
	if (wanted)
		doorbell_ring(queue);
}

/** The entries of the request that begins at @head are free again. */
static void entries_free(struct virtqueue *queue, uint16_t head)
{
	uint16_t last = head;

	for (uint16_t i = 1; i < queue->parts[head]; i++)
		last = queue->next[last];
	queue->next[last] = queue->free_first;
	queue->free_first = head;
	queue->free_count = (uint16_t)(queue->free_count + queue->parts[head]);
	queue->parts[head] = 0;
}

static int queue_break(struct virtqueue *queue, const char *why)
{
	queue->broken = true;
	dddk_say("queue %u is given up: %s", queue->index, why);
	return -EPROTO;
}

int virtqueue_take(struct virtqueue *queue, uint16_t *token, uint32_t *written)
{
	uint16_t waiting = (uint16_t)(read16(&queue->used->index) - queue->used_index);
	const volatile struct vring_used_entry *entry;
	uint32_t id, bytes;

	if (queue->broken)
		return -EPROTO;
	if (!waiting)
		return 0;
	if (waiting > queue->size - queue->free_count)
		return queue_break(queue, "the device answers more than it was asked");
	dma_order_after_read(); /* the index, then the entries before it */
	entry = &queue->used->ring[queue->used_index & (queue->size - 1)];
	id = entry->id;
	bytes = entry->bytes;
	if (id >= queue->size || !queue->parts[id])
		return queue_break(queue, "the device answers what it was not asked");
	*token = queue->token[id];
	*written = bytes < queue->writable[id] ? bytes : queue->writable[id];
	entries_free(queue, (uint16_t)id);
	queue->used_index++;
	return 1;
}

bool virtqueue_want_interrupt(struct virtqueue *queue)
{
	if (queue->broken)
		return false;
	if (queue->event_index)
		write16(used_event(queue), queue->used_index);
	else
		write16(&queue->avail->flags, 0);
	dma_order_full(); /* the wish, then what has come */
	return read16(&queue->used->index) != queue->used_index;
}

int virtqueue_send(struct virtqueue *queue, const struct virtio_part *parts, unsigned reads, unsigned writes,
		   uint16_t token)
{
	int error = virtqueue_add(queue, parts, reads, writes, token);

	virtqueue_want_interrupt(queue);
	virtqueue_kick(queue);
	return error;
}
