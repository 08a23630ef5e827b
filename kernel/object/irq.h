/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Interrupts as objects. */
#ifndef KERNEL_OBJECT_IRQ_H
#define KERNEL_OBJECT_IRQ_H

#include "api/result.h"

/** Checks common to all ways to issue a handler, part one: is @irq free? */
struct result irq_check_free(u64 irq);

/** Put a handler capability for free @irq into empty @dest, a child of @control; unmasks the interrupt. */
void irq_handler_issue(u64 irq, struct slot *dest, struct slot *control);

/** The last handler capability of @irq is being deleted; its notification is unbound already. */
void irq_handler_finalise(u64 irq);

/** Interrupt @irq has come: tick, signal or mask. */
void irq_deliver(u64 irq);

#endif
