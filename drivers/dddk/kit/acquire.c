/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a driver needs, asked for and put where its state wants it. */
#include <errno.h>
#include <string.h>

#include "dddk.h"

unsigned driver_needs(const struct dddk_driver *driver)
{
	unsigned count = 0;

	while (count < KAAL_NEEDS_MAX && driver->needs[count].kind != KAAL_NEED_NONE)
		count++;
	return count;
}

/** What every DMA_RING looks like. */
struct any_ring {
	void *entries;
	struct dma_ring ring;
};

static void *field_of(const struct dddk *dddk, uint64_t word)
{
	return (char *)dddk->driver->state + DDDK_FIELD_OFFSET(word);
}

static int acquire_region(struct dddk *dddk, const struct kaal_need *need)
{
	unsigned index = (unsigned)need->a;

	switch (DDDK_FIELD_KIND(need->b)) {
	case DDDK_FIELD_MMIO:
		return machine_region(&dddk->device, index, field_of(dddk, need->b), NULL);
	case DDDK_FIELD_PORTS:
		return machine_region(&dddk->device, index, NULL, field_of(dddk, need->b));
	}
	return 0;
}

static int acquire_dma(struct dddk *dddk, const struct kaal_need *need)
{
	struct dma_memory memory;
	int error;

	if (!DDDK_FIELD_KIND(need->b))
		return 0; /* asked for later */
	error = machine_dma(&dddk->device, need->a, 4096, &memory);
	if (error)
		return error;
	if (DDDK_FIELD_KIND(need->b) == DDDK_FIELD_RING)
		*(struct any_ring *)field_of(dddk, need->b) =
			(struct any_ring){ memory.at, { .addr = memory.addr, .count = (uint32_t)need->c } };
	else
		*(struct dma_memory *)field_of(dddk, need->b) = memory;
	return 0;
}

static int acquire_vector(struct dddk *dddk, const struct kaal_need *need)
{
	if (dddk->vectors_count == DDDK_VECTORS_MAX)
		return -ENOSPC;
	return machine_irq(&dddk->device, need, &dddk->vectors[dddk->vectors_count++]);
}

static int acquire_device(struct dddk *dddk)
{
	if (dddk->has_device)
		return 0;
	dddk->has_device = true;
	return machine_device(&dddk->device);
}

static int acquire(struct dddk *dddk, const struct kaal_need *need)
{
	switch (need->kind) {
	case KAAL_NEED_DEVICE:
		return acquire_device(dddk);
	case KAAL_NEED_REGION:
		return acquire_region(dddk, need);
	case KAAL_NEED_IRQ:
	case KAAL_NEED_ISA_IRQ:
	case KAAL_NEED_DT_IRQ:
		return acquire_vector(dddk, need);
	case KAAL_NEED_DT_MMIO:
		return machine_registers(need, field_of(dddk, need->c));
	case KAAL_NEED_DMA:
		return acquire_dma(dddk, need);
	case KAAL_NEED_IOPORTS:
		return machine_ports(need, field_of(dddk, need->c));
	}
	return 0;
}

static const char *need_called(const struct kaal_need *need)
{
	switch (need->kind) {
	case KAAL_NEED_DEVICE:
		return "device";
	case KAAL_NEED_REGION:
	case KAAL_NEED_DT_MMIO:
		return "registers";
	case KAAL_NEED_IRQ:
	case KAAL_NEED_ISA_IRQ:
	case KAAL_NEED_DT_IRQ:
		return "interrupt";
	case KAAL_NEED_DMA:
		return "DMA memory";
	}
	return "I/O ports";
}

int dddk_acquire(struct dddk *dddk)
{
	unsigned count = driver_needs(dddk->driver);

	for (unsigned i = 0; i < count; i++) {
		const struct kaal_need *need = &dddk->driver->needs[i];
		int error = acquire(dddk, need);

		if (!error)
			continue;
		dddk_say("no %s %lu: %s", need_called(need), (unsigned long)need->a, strerror(-error));
		return error;
	}
	return 0;
}
