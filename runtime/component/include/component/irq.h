/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* An interrupt that the descriptor names (KAAL_ISA_IRQ, KAAL_DT_IRQ). It comes as a signal. */
#ifndef COMPONENT_IRQ_H
#define COMPONENT_IRQ_H

#include <stdbool.h>
#include <stdint.h>

struct irq {
	uint64_t slot;   /* handler capability */
	uint64_t signal; /* bit of component_events.notified */
	bool level;      /* raised for as long as the device has something to say; else an edge */
};

/** @return 0 or -ENOENT */
int irq_open(struct irq *irq, const char *name);

/*
 * The device is served between these two, until it has nothing more to say; they let the
 * interrupt come again. An edge must be let in before: one that comes while it is kept out
 * is lost, and only a device that was served raises another. A level may come in only
 * after: before, it would interrupt again at once.
 */
void irq_begin(const struct irq *irq);
void irq_end(const struct irq *irq);

#endif
