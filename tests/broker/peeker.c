/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Has no DMA need, and so gets no messages as interrupts. It looks for the MSI-X table in its
 * device's registers, and finds nothing mapped there.
 */
#include <stdio.h>

#include <component/broker.h>

#include "needs.h"

enum { TABLE_BAR = 1, PENDING_OFFSET = 0x1000 };

KAAL_COMPONENT(peeker) = {
	KAAL_IDENTITY("peeker"), .priority = 110,     .flags = KAAL_COMPONENT_ON_DEMAND,
	.stack_bytes = 16384,    .heap_bytes = 65536, KAAL_NEEDS(NEED_DEVICE("rocker", "pci:0x1b36:0x6", 0)),
};

int main(void)
{
	struct kaal_broker_device device;
	struct kaal_broker_region region;
	struct kaal_broker_irq irq;
	int grant;

	if (broker_request_device("rocker", &grant, &device) ||
	    broker_request_region(grant, TABLE_BAR, &region) || region.bytes <= PENDING_OFFSET)
		return 1;
	if (!broker_request_irq(grant, KAAL_IRQ_MSIX, 0, &irq))
		return 2; /* without a DMA need it must not make its device a bus master */
	printf("# beside the table: 0x%x\n", *(volatile uint32_t *)(region.vaddr + PENDING_OFFSET));
	return (int)*(volatile uint32_t *)region.vaddr;
}
