/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Arm interrupt sources (manual seL4_IRQControl_GetTrigger, IssueSGISignal). Errors: ABI sheet A7. */
#ifndef SEL4_ARCH_IRQ_H
#define SEL4_ARCH_IRQ_H

#include <sel4/invoke.h>

/** @param trigger  1 edge-triggered, 0 level-triggered */
static inline seL4_Error seL4_IRQControl_GetTrigger(seL4_IRQControl service, seL4_Word irq, seL4_Word trigger,
						    seL4_CNode root, seL4_Word index, seL4_Uint8 depth)
{
	seL4_SetCap(0, root);
	return sel4_invoke4(service, ARMIRQIssueIRQHandlerTrigger, 1, 4, irq, trigger, index, depth);
}

/**
 * Issue a capability that sends software-generated interrupt @irq.
 *
 * @param irq     0..seL4_ARM_SGIMax
 * @param target  CPU interface, 0..seL4_ARM_SGITargetMax
 */
static inline seL4_Error seL4_IRQControl_IssueSGISignal(seL4_IRQControl service, seL4_Word irq,
							seL4_Word target, seL4_CNode root, seL4_Word index,
							seL4_Uint8 depth)
{
	seL4_SetCap(0, root);
	return sel4_invoke4(service, ARMIRQIssueSGISignal, 1, 4, irq, target, index, depth);
}

#endif
