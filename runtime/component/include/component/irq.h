/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* An interrupt that the descriptor names (KAAL_ISA_IRQ). It comes as a signal. */
#ifndef COMPONENT_IRQ_H
#define COMPONENT_IRQ_H

#include <stdint.h>

struct irq {
	uint64_t slot;   /* handler capability */
	uint64_t signal; /* bit of component_events.notified */
};

/** @return 0 or -ENOENT */
int irq_open(struct irq *irq, const char *name);

/** The device was served: let the interrupt come again. */
void irq_acknowledge(const struct irq *irq);

#endif
