/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A driver that fares badly. Its argument: hold, fault (with DMA under way), hang (with an
 * interrupt unserved) or nonsense (random calls of the broker).
 */
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

/* xorshift: the same each time */
static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* A small number, a large one, or one with a single bit. */
static uint64_t odd_number(uint64_t *state)
{
	uint64_t random = next_random(state);

	switch (random % 4) {
	case 0:
		return random;
	case 1:
		return 1ull << (random >> 8) % 64;
	default:
		return (random >> 8) % 8;
	}
}

static void talk_nonsense(void)
{
	uint64_t state = 88172645463325252ull, handle = 0;
	int grant;

	take_device(&grant);
	for (unsigned i = 0; i < 5000; i++) {
		unsigned label = KAAL_BROKER_DEVICE + (unsigned)(next_random(&state) % 12);
		unsigned words = (unsigned)(next_random(&state) % 5);

		for (int j = 0; j < 4; j++)
			seL4_SetMR(j, odd_number(&state));
		if (next_random(&state) % 2)
			seL4_SetMR(0, label == KAAL_BROKER_RELEASE ? handle : (uint64_t)grant);
		if (!seL4_MessageInfo_get_label(
			    seL4_Call(KAAL_SLOT_ROOT, seL4_MessageInfo_new(label, 0, 0, words))))
			handle = seL4_GetMR(0);
	}
}

int main(void)
{
	const char *how = component_startup()->args;
	int grant;

	if (strcmp(how, "nonsense") == 0) {
		talk_nonsense();
		return 0;
	}

	if (strcmp(how, "fault") == 0)
		fault();
	else if (strcmp(how, "hang") == 0)
		hang();
	take_device(&grant);
	wait_for_ever();
}
