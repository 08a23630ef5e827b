/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The kit's machine: what the component was granted, and what the broker gives it. */
#include "machine.h"

#include <errno.h>

#include <component/broker.h>
#include <component/clock.h>
#include <component/component.h>
#include <component/connection.h>
#include <component/irq.h>
#include <sel4/sel4.h>

#include "abi/kaal/timer.h"

/* The device's number with the broker; a component has one. */
static int device_grant;

int machine_device(struct kaal_broker_device *device)
{
	return broker_request_device(DDDK_DEVICE_NAME, &device_grant, device);
}

int machine_region(const struct kaal_broker_device *device, unsigned index, struct mmio *mmio,
		   struct ports *ports)
{
	struct kaal_broker_region region;
	int error = broker_request_region(device_grant, index, &region);

	if (error)
		return error;
	if (region.kind != (mmio ? KAAL_REGION_MMIO : KAAL_REGION_PORTS))
		return -ENODEV;
	if (mmio)
		*mmio = (struct mmio){ (volatile uint8_t *)region.vaddr, region.bytes };
	else
		*ports = (struct ports){ .slot = region.slot,
					 .first = (uint32_t)region.first,
					 .bytes = (uint32_t)region.bytes };
	return 0;
}

/** An interrupt of a legacy device, granted before the start. */
static int irq_granted(const struct kaal_need *need, struct machine_irq *irq)
{
	struct irq granted;
	int error = irq_open(&granted, need->name);

	if (!error)
		*irq = (struct machine_irq){ granted.signal, granted.slot, 0, KAAL_IRQ_PIN, granted.level };
	return error;
}

int machine_irq(const struct kaal_broker_device *device, const struct kaal_need *need,
		struct machine_irq *irq)
{
	struct kaal_broker_irq given;
	int error;

	if (need->kind != KAAL_NEED_IRQ)
		return irq_granted(need, irq);
	error = broker_request_irq(device_grant, (enum kaal_broker_irq_kind)need->b, (unsigned)need->a,
				   &given);
	if (error)
		return error;
	*irq = (struct machine_irq){ 1ull << given.signal, given.slot, given.handle,
				     (enum kaal_broker_irq_kind)given.kind, given.level };
	return 0;
}

static void irq_acknowledge(const struct machine_irq *irq)
{
	if (irq->slot)
		seL4_IRQHandler_Ack(irq->slot);
	else
		broker_irq_done(&(struct kaal_broker_irq){ .handle = irq->handle });
}

/* An edge may come again before the device is served, a level only afterwards. */
void machine_irq_begin(const struct machine_irq *irq)
{
	if (!irq->level)
		irq_acknowledge(irq);
}

void machine_irq_end(const struct machine_irq *irq)
{
	if (irq->level)
		irq_acknowledge(irq);
}

int machine_dma(const struct kaal_broker_device *device, uint64_t bytes, uint64_t alignment,
		struct dma_memory *memory)
{
	struct kaal_broker_dma dma;
	int error = broker_request_dma(device_grant, bytes, alignment, &dma);

	if (!error)
		*memory = (struct dma_memory){ (void *)dma.vaddr, { dma.dma_addr }, dma.bytes };
	return error;
}

int machine_config_read(const struct kaal_broker_device *device, unsigned offset, unsigned bytes,
			uint32_t *value)
{
	return broker_config_read(device_grant, offset, bytes, value);
}

int machine_registers(const struct kaal_need *need, struct mmio *mmio)
{
	int index = component_grant_find(KAAL_NEED_DT_MMIO, need->name, 0);
	const struct kaal_grant *grant;

	if (index < 0)
		return index;
	grant = component_grant(index);
	*mmio = (struct mmio){ (volatile uint8_t *)grant->vaddr, grant->bytes };
	return 0;
}

int machine_ports(const struct kaal_need *need, struct ports *ports)
{
	int index = component_grant_find(KAAL_NEED_IOPORTS, need->name, 0);
	const struct kaal_grant *grant;

	if (index < 0)
		return index;
	grant = component_grant(index);
	*ports = (struct ports){ .slot = grant->slot,
				 .first = (uint32_t)grant->a,
				 .bytes = (uint32_t)(grant->b - grant->a + 1) };
	return 0;
}

void machine_signal(unsigned grant)
{
	component_signal_peer((int)grant);
}

uint64_t machine_now_ns(void)
{
	return clock_now_ns();
}

/* opened on first use; a driver without a timer has no time-outs */
static struct connection *timer_open(void)
{
	static struct connection timer;
	static bool tried, present;

	if (!tried)
		present = connection_open(&timer, KAAL_TIMER, 1) == 0;
	tried = true;
	return present ? &timer : NULL;
}

uint64_t machine_alarm(uint64_t at_ns)
{
	struct connection *timer = timer_open();
	uint64_t words[4] = { at_ns };

	if (!timer)
		return 0;
	connection_call(timer, KAAL_TIMER_ALARM, words, 1);
	return connection_signal(timer);
}
