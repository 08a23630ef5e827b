/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The kit's machine on the host: one device model (include/model/device.h). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host.h"

enum {
	ACCESS_NS = 1000, /* what an access to a register takes */
	ALARM_BIT = 63,
	DMA_BASE = 0x10000000, /* addresses that no pointer has */
	DMA_GAP = 0x100000,
};

static struct device_model *the_model;
static uint64_t time_ns, alarm_ns, dma_next;

void host_fail(const char *what, uint64_t detail)
{
	fprintf(stderr, "the driver %s (0x%llx)\n", what, (unsigned long long)detail);
	abort();
}

void model_begin(struct device_model *model)
{
	the_model = model;
	model->pending = model->accesses = model->dma_bytes = 0;
	model->dma_count = 0;
	time_ns = 1;
	alarm_ns = 0;
	dma_next = DMA_BASE;
}

void model_end(struct device_model *model)
{
	for (unsigned i = 0; i < model->dma_count; i++)
		if (!model->lent[i])
			free(model->dma[i].at);
	model->dma_count = 0;
}

void model_raise(struct device_model *model, unsigned vector)
{
	model->pending |= 1ull << vector;
}

void model_advance(uint64_t ns)
{
	time_ns += ns;
}

static struct dma_memory *dma_new(struct device_model *model, void *at, uint64_t bytes, bool lent)
{
	struct dma_memory *block = &model->dma[model->dma_count];

	if (model->dma_count == MODEL_DMA_BLOCKS)
		return NULL;
	model->lent[model->dma_count++] = lent;
	*block = (struct dma_memory){ at, { dma_next }, bytes };
	dma_next += (bytes + DMA_GAP) / DMA_GAP * DMA_GAP + DMA_GAP;
	return block;
}

struct dma_addr model_dma_add(struct device_model *model, void *memory, uint64_t bytes)
{
	return dma_new(model, memory, bytes, true)->addr;
}

void *model_dma(struct device_model *model, uint64_t addr, uint64_t bytes)
{
	for (unsigned i = 0; i < model->dma_count; i++) {
		const struct dma_memory *block = &model->dma[i];

		if (addr >= block->addr.value && addr - block->addr.value <= block->bytes &&
		    bytes <= block->bytes - (addr - block->addr.value))
			return (char *)block->at + (addr - block->addr.value);
	}
	return NULL;
}

/* --- registers ------------------------------------------------------------ */

static void access_check(struct device_model *model, uint64_t bytes, uint64_t offset, unsigned width)
{
	time_ns += ACCESS_NS;
	if (++model->accesses > MODEL_ACCESSES_MAX)
		host_fail("does not stop accessing its device", model->accesses);
	if (offset > bytes || width > bytes - offset)
		host_fail("accesses a register outside of its region", offset);
	if (offset % width)
		host_fail("accesses a register misaligned", offset);
}

uint64_t model_mmio_read(const struct mmio *mmio, uint32_t offset, unsigned width)
{
	access_check(mmio->model, mmio->bytes, offset, width);
	return mmio->model->read(mmio->model, mmio->region, mmio->first + offset, width);
}

void model_mmio_write(const struct mmio *mmio, uint32_t offset, unsigned width, uint64_t value)
{
	access_check(mmio->model, mmio->bytes, offset, width);
	mmio->model->write(mmio->model, mmio->region, mmio->first + offset, width, value);
}

static uint32_t port_read(const struct ports *ports, uint32_t offset, unsigned width)
{
	access_check(ports->model, ports->bytes, offset, width);
	return (uint32_t)ports->model->read(ports->model, ports->region, offset, width);
}

static void port_write(const struct ports *ports, uint32_t offset, unsigned width, uint32_t value)
{
	access_check(ports->model, ports->bytes, offset, width);
	ports->model->write(ports->model, ports->region, offset, width, value);
}

/* clang-format off */
uint8_t ports_read8(const struct ports *ports, uint32_t offset) { return (uint8_t)port_read(ports, offset, 1); }
uint16_t ports_read16(const struct ports *ports, uint32_t offset) { return (uint16_t)port_read(ports, offset, 2); }
uint32_t ports_read32(const struct ports *ports, uint32_t offset) { return port_read(ports, offset, 4); }
void ports_write8(const struct ports *ports, uint32_t offset, uint8_t value) { port_write(ports, offset, 1, value); }
void ports_write16(const struct ports *ports, uint32_t offset, uint16_t value) { port_write(ports, offset, 2, value); }
void ports_write32(const struct ports *ports, uint32_t offset, uint32_t value) { port_write(ports, offset, 4, value); }
/* clang-format on */

/* --- what the kit asks of the machine --------------------------------------- */

int machine_device(struct kaal_broker_device *device)
{
	*device = the_model->device;
	return 0;
}

int machine_region(const struct kaal_broker_device *device, unsigned index, struct mmio *mmio,
		   struct ports *ports)
{
	uint64_t bytes;

	if (index >= KAAL_BROKER_REGIONS || device->kind[index] == KAAL_REGION_NONE)
		return -ENODEV;
	bytes = device->bytes[index];
	if (device->kind[index] != (mmio ? KAAL_REGION_MMIO : KAAL_REGION_PORTS))
		return -ENODEV;
	if (mmio)
		*mmio = (struct mmio){ the_model, index, 0, bytes };
	else
		*ports = (struct ports){ .model = the_model, .region = index, .bytes = (uint32_t)bytes };
	return 0;
}

static enum kaal_broker_irq_kind irq_kind(const struct kaal_broker_device *device, unsigned vector)
{
	if (vector < device->msix)
		return KAAL_IRQ_MSIX;
	if (vector < device->msi)
		return KAAL_IRQ_MSI;
	return KAAL_IRQ_PIN;
}

int machine_irq(const struct kaal_broker_device *device, const struct kaal_need *need,
		struct machine_irq *irq)
{
	bool asked = need->kind == KAAL_NEED_IRQ; /* else it has one, whatever its number */

	*irq = (struct machine_irq){ .signal = 1ull << (asked ? need->a : 0),
				     .kind = irq_kind(device, (unsigned)need->a) };
	irq->level = irq->kind == KAAL_IRQ_PIN;
	return 0;
}

void machine_irq_begin(const struct machine_irq *irq) {}

void machine_irq_end(const struct machine_irq *irq) {}

/** What the driver said that it needs. */
static uint64_t dma_allowed(void)
{
	uint64_t bytes = 0;

	for (unsigned i = 0; i < driver_needs(dddk_the_driver); i++)
		if (dddk_the_driver->needs[i].kind == KAAL_NEED_DMA)
			bytes += dddk_the_driver->needs[i].a;
	return bytes;
}

int machine_dma(const struct kaal_broker_device *device, uint64_t bytes, uint64_t alignment,
		struct dma_memory *memory)
{
	struct device_model *model = the_model;
	struct dma_memory *block;
	void *at;

	if (model->no_dma)
		return -ENOMEM;
	if (model->dma_bytes + bytes > dma_allowed())
		return -EDQUOT;
	if (posix_memalign(&at, alignment < sizeof(void *) ? sizeof(void *) : alignment, bytes))
		return -ENOMEM;
	memset(at, 0, bytes);
	block = dma_new(model, at, bytes, false);
	if (!block)
		return -ENOMEM;
	model->dma_bytes += bytes;
	*memory = *block;
	return 0;
}

int machine_config_read(const struct kaal_broker_device *device, unsigned offset, unsigned bytes,
			uint32_t *value)
{
	if (!the_model->config_read)
		return -ENODEV;
	if (offset % bytes || offset + bytes > 256)
		return -EINVAL;
	*value = the_model->config_read(the_model, offset, bytes);
	return 0;
}

int machine_registers(const struct kaal_need *need, struct mmio *mmio)
{
	*mmio = (struct mmio){ the_model, 0, 0, 4096 };
	return 0;
}

int machine_ports(const struct kaal_need *need, struct ports *ports)
{
	*ports = (struct ports){ .model = the_model,
				 .first = (uint32_t)need->a,
				 .bytes = (uint32_t)(need->b - need->a + 1) };
	return 0;
}

void machine_signal(unsigned grant)
{
	the_model->signals |= 1ull << grant;
}

uint64_t machine_now_ns(void)
{
	return time_ns += ACCESS_NS; /* so that waiting for a time ends */
}

uint64_t host_signals_take(void)
{
	uint64_t signals = the_model->pending;

	the_model->pending = 0;
	the_model->accesses = 0;
	if (alarm_ns && time_ns >= alarm_ns) {
		alarm_ns = 0;
		signals |= 1ull << ALARM_BIT;
	}
	return signals;
}

uint64_t machine_alarm(uint64_t at_ns)
{
	alarm_ns = at_ns;
	return 1ull << ALARM_BIT;
}
