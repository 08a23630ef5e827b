/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/irq.h>

#include <component/component.h>

int irq_open(struct irq *irq, const char *name)
{
	int index = component_grant_find(KAAL_NEED_DT_IRQ, name, 0);

	if (index < 0)
		return index;

	const struct kaal_grant *grant = component_grant(index);

	*irq = (struct irq){ .slot = grant->slot,
			     .signal = component_grant_signal(index),
			     .level = !grant->b };
	return 0;
}
