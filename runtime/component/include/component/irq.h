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

/**
 * Let the interrupt come again. Call it before serving the device until it has nothing
 * more to say: an edge that comes between the interrupt and this call is lost, and only
 * a device that was served raises another.
 */
void irq_acknowledge(const struct irq *irq);

#endif
