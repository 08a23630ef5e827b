/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A driver: it asks the broker for its device, and serves one request after the other. */
#include "edu_regs.h"

#include <component/broker.h>
#include <component/component.h>
#include <connections.h>
#include <sel4/sel4.h>
#include <stdio.h>

static volatile uint32_t *registers;
static struct kaal_broker_irq irq;

static uint32_t edu_read(enum edu_register offset)
{
	return registers[offset / sizeof(uint32_t)];
}

static void edu_write(enum edu_register offset, uint32_t value)
{
	registers[offset / sizeof(uint32_t)] = value;
}

/* Everything comes from the broker, and only what system.toml allows. */
static int edu_start(void)
{
	struct kaal_broker_device device;
	struct kaal_broker_region region;
	int grant, error = broker_request_device("pci:1234:11e8", &grant, &device);

	if (!error)
		error = broker_request_region(grant, 0, &region);
	if (!error)
		error = broker_request_irq(grant, KAAL_IRQ_ANY, 0, &irq);
	if (error)
		return error;
	printf("edu: here is device %04x:%04x\n", device.vendor, device.device);
	registers = (volatile uint32_t *)region.vaddr;
	edu_write(EDU_STATUS, EDU_INTERRUPT_WHEN_DONE);
	return 0;
}

/* Let the interrupt come again. One that others share comes through the broker, and has no capability. */
static void irq_acknowledge(void)
{
	if (irq.slot)
		seL4_IRQHandler_Ack(irq.slot);
	else
		broker_irq_done(&irq);
}

/* Until the device says that it is done. An edge may come again before it is served, a level only afterwards. */
static void edu_wait(void)
{
	do {
		component_wait(UINT64_C(1) << irq.signal);
		if (!irq.level)
			irq_acknowledge();
		edu_write(EDU_INTERRUPT_ACK, edu_read(EDU_INTERRUPT_STATUS));
		if (irq.level)
			irq_acknowledge();
	} while (edu_read(EDU_STATUS) & EDU_COMPUTING);
}

static int compute(uint32_t client, uint32_t n, uint32_t *product)
{
	if (n > 12)
		return -ERANGE; /* 13! needs more than 32 bits */
	edu_write(EDU_FACTORIAL, n);
	edu_wait();
	*product = edu_read(EDU_FACTORIAL);
	return 0;
}

const struct factorial_server factorial_server = { .compute = compute };
const struct component_events component_events = { .start = edu_start, .call = connections_call };
