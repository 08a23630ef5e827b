/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "virtio_model.h"

#include <string.h>

#include "virtio/vring.h"

enum {
	REGION = 4,
	COMMON = 0,
	ISR = 0x1000,
	DEVICE = 0x2000,
	NOTIFY = 0x3000,
	NOTIFY_STEP = 4,
	BAR_BYTES = 0x4000
};
enum { MEMORY_BYTES = 0x200, MEMORY_CONFIG = 0x100 };
enum { VECTOR_NONE = 0xffff };
enum { DRIVER_OK = 4, FEATURES_OK = 8 };

#define F_EVENT_IDX (1ull << 29)
#define F_VERSION_1 (1ull << 32)

static struct virtio_model *of(struct device_model *device)
{
	return (struct virtio_model *)device;
}

static struct model_queue *selected(struct virtio_model *model)
{
	static struct model_queue none;

	if (model->selected < MODEL_QUEUES)
		return &model->queues[model->selected];
	none = (struct model_queue){ 0 };
	return &none;
}

static void reset(struct virtio_model *model)
{
	memset(model->queues, 0, sizeof model->queues);
	for (unsigned i = 0; i < MODEL_QUEUES; i++)
		model->queues[i].vector = VECTOR_NONE;
	model->accepted = 0;
	model->status = model->isr = 0;
}

static void set_status(struct virtio_model *model, uint8_t status)
{
	if (!status) {
		if (!model->dead)
			reset(model);
		return;
	}
	if (status & FEATURES_OK && model->accepted & ~model->features)
		status &= (uint8_t)~FEATURES_OK;
	model->status = status;
}

static void accept(struct virtio_model *model, uint32_t bits)
{
	unsigned shift = model->accept_select ? 32 : 0;

	model->accepted = (model->accepted & ~(0xffffffffull << shift)) | (uint64_t)bits << shift;
}

static uint32_t offered(const struct virtio_model *model)
{
	return model->feature_select > 1 ? 0
					 : (uint32_t)(model->features >> (model->feature_select ? 32 : 0));
}

static void half_set(uint64_t *word, bool high, uint64_t value)
{
	*word = high ? (*word & 0xffffffff) | value << 32 : (*word & ~0xffffffffull) | (value & 0xffffffff);
}

/* --- queues ----------------------------------------------------------------- */

static void *memory(struct virtio_model *model, uint64_t addr, uint64_t bytes)
{
	void *at = model_dma(&model->device, addr, bytes);

	if (!at)
		model->wrong_memory = true;
	return at;
}

/** Follow a chain of descriptors in @table. @return parts found */
static unsigned chain_read(struct virtio_model *model, const struct vring_desc *table, unsigned entries,
			   unsigned at, struct model_part *parts, unsigned found)
{
	for (unsigned i = 0; at < entries && found < MODEL_PARTS && i < entries; i++) {
		const struct vring_desc *desc = &table[at];

		if (desc->flags & DESC_INDIRECT) {
			unsigned count = desc->bytes / sizeof *desc;
			const struct vring_desc *inner = memory(model, desc->addr, desc->bytes);

			return inner ? chain_read(model, inner, count, 0, parts, found) : found;
		}
		parts[found] = (struct model_part){ memory(model, desc->addr, desc->bytes), desc->bytes,
						    (desc->flags & DESC_WRITE) != 0 };
		if (!parts[found].at)
			return found;
		found++;
		if (!(desc->flags & DESC_NEXT))
			return found;
		at = desc->next;
	}
	return found;
}

static void interrupt(struct virtio_model *model, unsigned queue)
{
	model->isr |= 1;
	model_raise(&model->device,
		    model->queues[queue].vector == VECTOR_NONE ? 0 : model->queues[queue].vector);
}

static void used_add(struct virtio_model *model, struct model_queue *queue, uint32_t id, uint32_t bytes)
{
	struct vring_used *used = memory(model, queue->used, sizeof *used + queue->size * 8u + 2);

	if (!used)
		return;
	used->ring[queue->answered & (queue->size - 1)] = (struct vring_used_entry){ id, bytes };
	used->index = ++queue->answered;
}

/** Does the driver want to hear of answers from @before on? */
static bool wants_interrupt(struct virtio_model *model, struct model_queue *queue, uint16_t before)
{
	const struct vring_avail *avail = memory(model, queue->avail, sizeof *avail + queue->size * 2u + 2);
	uint16_t event;

	if (!avail)
		return false;
	if (!(model->accepted & F_EVENT_IDX))
		return !(avail->flags & AVAIL_NO_INTERRUPT);
	event = avail->ring[queue->size];
	return (uint16_t)(queue->answered - event - 1) < (uint16_t)(queue->answered - before);
}

static void serve_one(struct virtio_model *model, struct model_queue *queue, uint16_t head)
{
	const struct vring_desc *table = memory(model, queue->desc, queue->size * sizeof *table);
	struct model_part parts[MODEL_PARTS];
	unsigned count = table ? chain_read(model, table, queue->size, head, parts, 0) : 0;

	used_add(model, queue, head, model->serve(model, parts, count));
}

unsigned virtio_model_serve(struct virtio_model *model, unsigned index)
{
	struct model_queue *queue = &model->queues[index];
	uint16_t before = queue->answered;
	unsigned served = 0;

	if (!queue->enabled || !(model->status & DRIVER_OK) || model->dead)
		return 0;
	for (;;) {
		struct vring_avail *avail = memory(model, queue->avail, sizeof *avail + queue->size * 2u + 2);
		struct vring_used *used = memory(model, queue->used, sizeof *used + queue->size * 8u + 2);

		if (!avail || !used || avail->index == queue->seen)
			break;
		serve_one(model, queue, avail->ring[queue->seen++ & (queue->size - 1)]);
		memcpy(&used->ring[queue->size], &queue->seen,
		       sizeof queue->seen); /* tell me of the next one */
		served++;
	}
	if (served && wants_interrupt(model, queue, before))
		interrupt(model, index);
	return served;
}

void virtio_model_lie(struct virtio_model *model, unsigned index, uint32_t id, uint32_t bytes,
		      uint16_t index_step)
{
	struct model_queue *queue = &model->queues[index];
	struct vring_used *used = memory(model, queue->used, sizeof *used + queue->size * 8u + 2);

	if (!used)
		return;
	used->ring[queue->answered & (queue->size - 1)] = (struct vring_used_entry){ id, bytes };
	queue->answered = (uint16_t)(queue->answered + index_step);
	used->index = queue->answered;
	interrupt(model, index);
}

static void doorbell(struct virtio_model *model, uint64_t queue)
{
	model->kicks++;
	if (queue < MODEL_QUEUES && !model->hold)
		virtio_model_serve(model, (unsigned)queue);
}

/* --- over PCI ------------------------------------------------------------------ */

static uint64_t common_read(struct virtio_model *model, uint64_t offset)
{
	struct model_queue *queue = selected(model);

	switch (offset) {
	case 0x04:
		return offered(model);
	case 0x12:
		return MODEL_QUEUES;
	case 0x14:
		return model->dead ? 0x80 : model->status;
	case 0x18:
		return model->selected >= MODEL_QUEUES ? 0
		       : queue->size                   ? queue->size
						       : model->queue_size_max;
	case 0x1a:
		return queue->vector;
	case 0x1c:
		return queue->enabled;
	case 0x1e:
		return model->selected;
	}
	return 0;
}

static void common_write(struct virtio_model *model, uint64_t offset, uint64_t value)
{
	struct model_queue *queue = selected(model);

	switch (offset) {
	case 0x00:
		model->feature_select = (uint32_t)value;
		break;
	case 0x08:
		model->accept_select = (uint32_t)value;
		break;
	case 0x0c:
		accept(model, (uint32_t)value);
		break;
	case 0x14:
		set_status(model, (uint8_t)value);
		break;
	case 0x16:
		model->selected = (uint16_t)value;
		break;
	case 0x18:
		queue->size = (uint16_t)value;
		break;
	case 0x1a:
		queue->vector = (uint16_t)value;
		break;
	case 0x1c:
		queue->enabled = value;
		break;
	case 0x20:
	case 0x24:
		half_set(&queue->desc, offset & 4, value);
		break;
	case 0x28:
	case 0x2c:
		half_set(&queue->avail, offset & 4, value);
		break;
	case 0x30:
	case 0x34:
		half_set(&queue->used, offset & 4, value);
		break;
	}
}

static uint64_t config_bytes(const struct virtio_model *model, uint64_t offset, unsigned width)
{
	uint64_t value = 0;

	if (offset + width <= sizeof model->config)
		memcpy(&value, model->config + offset, width);
	return value;
}

static uint64_t isr_take(struct virtio_model *model)
{
	uint8_t isr = model->isr;

	model->isr = 0;
	return isr;
}

static uint64_t pci_read(struct device_model *device, unsigned region, uint64_t offset, unsigned width)
{
	struct virtio_model *model = of(device);

	if (offset >= DEVICE)
		return config_bytes(model, offset - DEVICE, width);
	return offset >= ISR ? isr_take(model) : common_read(model, offset);
}

static void pci_write(struct device_model *device, unsigned region, uint64_t offset, unsigned width,
		      uint64_t value)
{
	if (offset >= NOTIFY)
		doorbell(of(device), (offset - NOTIFY) / NOTIFY_STEP);
	else if (offset < ISR)
		common_write(of(device), offset, value);
}

/** Four vendor capabilities from 0x40 on, and what leads to them. */
static uint32_t pci_config(struct device_model *device, unsigned offset, unsigned width)
{
	static const struct {
		uint8_t type;
		uint32_t at, bytes;
	} caps[] = { { 1, COMMON, 0x38 }, { 3, ISR, 1 }, { 4, DEVICE, 64 }, { 2, NOTIFY, 16 } };
	static uint8_t space[256];

	memset(space, 0, sizeof space);
	space[6] = 1 << 4;
	space[0x34] = 0x40;
	for (unsigned i = 0; i < 4; i++) {
		uint8_t *cap = space + 0x40 + 0x20 * i;
		uint32_t step = NOTIFY_STEP;

		cap[0] = 9;
		cap[1] = (uint8_t)(i < 3 ? 0x60 + 0x20 * i : 0);
		cap[3] = caps[i].type;
		cap[4] = REGION;
		memcpy(cap + 8, &caps[i].at, sizeof caps[i].at);
		memcpy(cap + 12, &caps[i].bytes, sizeof caps[i].bytes);
		memcpy(cap + 16, &step, sizeof step);
	}

	uint32_t value = 0;

	memcpy(&value, space + offset, width);
	return value;
}

/* --- over registers in memory ------------------------------------------------------ */

static uint64_t memory_read(struct device_model *device, unsigned region, uint64_t offset, unsigned width)
{
	struct virtio_model *model = of(device);

	switch (offset) {
	case 0x000:
		return 0x74726976;
	case 0x004:
		return 2;
	case 0x010:
		return offered(model);
	case 0x034:
		return model->selected < MODEL_QUEUES ? model->queue_size_max : 0;
	case 0x044:
		return selected(model)->enabled;
	case 0x060:
		return model->isr;
	case 0x070:
		return model->dead ? 0x80 : model->status;
	}
	return offset >= MEMORY_CONFIG ? config_bytes(model, offset - MEMORY_CONFIG, width) : 0;
}

static void memory_write(struct device_model *device, unsigned region, uint64_t offset, unsigned width,
			 uint64_t value)
{
	struct virtio_model *model = of(device);
	struct model_queue *queue = selected(model);

	switch (offset) {
	case 0x014:
		model->feature_select = (uint32_t)value;
		break;
	case 0x020:
		accept(model, (uint32_t)value);
		break;
	case 0x024:
		model->accept_select = (uint32_t)value;
		break;
	case 0x030:
		model->selected = (uint16_t)value;
		break;
	case 0x038:
		queue->size = (uint16_t)value;
		break;
	case 0x044:
		queue->enabled = value;
		break;
	case 0x050:
		doorbell(model, value);
		break;
	case 0x064:
		model->isr &= (uint8_t)~value;
		break;
	case 0x070:
		set_status(model, (uint8_t)value);
		break;
	case 0x080:
	case 0x084:
		half_set(&queue->desc, offset & 4, value);
		break;
	case 0x090:
	case 0x094:
		half_set(&queue->avail, offset & 4, value);
		break;
	case 0x0a0:
	case 0x0a4:
		half_set(&queue->used, offset & 4, value);
		break;
	}
}

void virtio_model_init(struct virtio_model *model, enum virtio_model_bus bus, unsigned type,
		       uint64_t features)
{
	*model = (struct virtio_model){ .bus = bus,
					.features = features | F_VERSION_1,
					.queue_size_max = 256 };
	reset(model);
	if (bus == MODEL_ON_PCI) {
		model->device.device = (struct kaal_broker_device){
			.vendor = 0x1af4, .device = (uint16_t)(0x1040 + type), .intx = 1, .msix = 2
		};
		model->device.device.kind[REGION] = KAAL_REGION_MMIO;
		model->device.device.bytes[REGION] = BAR_BYTES;
		model->device.read = pci_read;
		model->device.write = pci_write;
		model->device.config_read = pci_config;
	} else {
		model->device.device = (struct kaal_broker_device){ .intx = 1 };
		model->device.device.kind[0] = KAAL_REGION_MMIO;
		model->device.device.bytes[0] = MEMORY_BYTES;
		model->device.read = memory_read;
		model->device.write = memory_write;
	}
	model_begin(&model->device);
}
