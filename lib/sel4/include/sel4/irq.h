/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Interrupt invocations that every architecture has (manual seL4_IRQControl_*, seL4_IRQHandler_*). */
#ifndef SEL4_IRQ_H
#define SEL4_IRQ_H

#include <sel4/invoke.h>

/** Fails with seL4_IllegalOperation on x86_64: use GetIOAPIC or GetMSI there. */
static inline seL4_Error seL4_IRQControl_Get(seL4_IRQControl service, int irq, seL4_CNode root,
					     seL4_Word index, seL4_Uint8 depth)
{
	seL4_SetCap(0, root);
	return sel4_invoke4(service, IRQIssueIRQHandler, 1, 3, (seL4_Word)irq, index, depth, 0);
}

/** Let the interrupt come again. */
static inline seL4_Error seL4_IRQHandler_Ack(seL4_IRQHandler service)
{
	return sel4_invoke0(service, IRQAckIRQ);
}

static inline seL4_Error seL4_IRQHandler_SetNotification(seL4_IRQHandler service, seL4_CPtr notification)
{
	seL4_SetCap(0, notification);
	return sel4_invoke4(service, IRQSetIRQHandler, 1, 0, 0, 0, 0, 0);
}

static inline seL4_Error seL4_IRQHandler_Clear(seL4_IRQHandler service)
{
	return sel4_invoke0(service, IRQClearIRQHandler);
}

#endif
