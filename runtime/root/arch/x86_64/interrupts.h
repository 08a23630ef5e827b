/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef ROOT_INTERRUPTS_H
#define ROOT_INTERRUPTS_H

#include "root.h"

/**
 * Make the handler of an I/O APIC's pin.
 *
 * @param owner   component id
 * @param vector  out: of the kernel's vectors
 * @return 0; -EBUSY: the pin has a handler already; -ENOSPC: no vector is free
 */
int vector_issue_pin(struct root *root, uint32_t owner, const struct acpi_irq *irq, seL4_CPtr slot,
		     unsigned *vector);

/** The owner's handlers are gone: its vectors are free again. */
void vectors_give(struct root *root, uint32_t owner);

#endif
