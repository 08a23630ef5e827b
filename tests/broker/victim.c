/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A driver that fares badly. Its argument: hold, fault (with DMA under way) or hang (with an interrupt unserved). */
#include <stdio.h>
#include <string.h>

#include <component/broker.h>
#include <sel4/sel4.h>

#include "edu.h"
#include "needs.h"

enum { KIB = 1024, TRANSFER = 1024 };

KAAL_COMPONENT(victim) = {
	KAAL_IDENTITY("victim"),
	.priority = 110,
	.flags = KAAL_COMPONENT_ON_DEMAND,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	KAAL_NEEDS(NEED_DEVICE("edu", EDU_MATCH, 1), NEED_DMA("edu", 16 * KIB), NEED_MEMORY(64 * KIB)),
};

static void check(int error, const char *what)
{
	if (error)
		printf("Bail out! victim: %s: error %d\n", what, -error);
}

_Noreturn static void wait_for_ever(void)
{
	for (;;)
		component_wait(1ull << KAAL_SIGNAL_RUNTIME_LAST);
}

static uint64_t take_device(int *grant)
{
	struct kaal_broker_device device;
	struct kaal_broker_region region = { 0 };

	check(broker_request_device("edu", grant, &device), "device");
	check(broker_request_region(*grant, 0, &region), "registers");
	return region.vaddr;
}

static void fault(void)
{
	struct kaal_broker_dma dma;
	struct kaal_broker_irq irq;
	uint64_t registers, handle, vaddr;
	int grant;

	registers = take_device(&grant);
	check(broker_request_irq(grant, KAAL_IRQ_ANY, 0, &irq), "interrupt");
	check(broker_request_dma(grant, 2 * TRANSFER, 1, &dma), "DMA");
	check(broker_request_memory(64 * KIB, &handle, &vaddr), "memory");
	edu_dma(registers, EDU_BUFFER, dma.dma_addr, TRANSFER, EDU_DMA_TO_MEMORY | EDU_DMA_INTERRUPTS);
	*(volatile int *)(vaddr - 4096) = 1; /* the unmapped page before it */
}

static void hang(void)
{
	struct kaal_broker_irq irq;
	uint64_t registers;
	int grant;

	registers = take_device(&grant);
	check(broker_request_irq(grant, KAAL_IRQ_PIN, 0, &irq), "interrupt");
	edu_write(registers, EDU_RAISE, 1);
	wait_for_ever();
}

int main(void)
{
	const char *how = component_startup()->args;
	int grant;

	if (strcmp(how, "fault") == 0)
		fault();
	else if (strcmp(how, "hang") == 0)
		hang();
	take_device(&grant);
	wait_for_ever();
}
