/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/irq.h>

#include <sel4/sel4.h>

void irq_begin(const struct irq *irq)
{
	if (!irq->level)
		seL4_IRQHandler_Ack(irq->slot);
}

void irq_end(const struct irq *irq)
{
	if (irq->level)
		seL4_IRQHandler_Ack(irq->slot);
}
