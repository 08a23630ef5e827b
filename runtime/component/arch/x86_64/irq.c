/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/irq.h>

#include <component/component.h>

int irq_open(struct irq *irq, const char *name)
{
	int index = component_grant_find(KAAL_NEED_ISA_IRQ, name, 0);

	if (index < 0)
		return index;
	*irq = (struct irq){
		.slot = component_grant(index)->slot,
		.signal = component_grant_signal(index),
		.level = false, /* ISA interrupts are edges */
	};
	return 0;
}
