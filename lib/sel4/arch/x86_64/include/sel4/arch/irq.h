/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* x86 interrupt sources (manual seL4_IRQControl_GetIOAPIC, GetMSI). Errors: ABI sheet X8. */
#ifndef SEL4_ARCH_IRQ_H
#define SEL4_ARCH_IRQ_H

#include <sel4/invoke.h>

/**
 * @param level     1 level-triggered, 0 edge-triggered
 * @param polarity  1 active low, 0 active high
 * @param vector    VECTOR_MIN..VECTOR_MAX, not in use yet
 */
static inline seL4_Error seL4_IRQControl_GetIOAPIC(seL4_IRQControl service, seL4_CNode root, seL4_Word index,
						   seL4_Uint8 depth, seL4_Word ioapic, seL4_Word pin,
						   seL4_Word level, seL4_Word polarity, seL4_Word vector)
{
	seL4_SetCap(0, root);
	seL4_SetMR(4, level);
	seL4_SetMR(5, polarity);
	seL4_SetMR(6, vector);
	return sel4_invoke4(service, X86IRQIssueIRQHandlerIOAPIC, 1, 7, index, depth, ioapic, pin);
}

/** The caller programs the device itself, with CPU vector IRQ_OFFSET + @vector. */
static inline seL4_Error seL4_IRQControl_GetMSI(seL4_IRQControl service, seL4_CNode root, seL4_Word index,
						seL4_Uint8 depth, seL4_Word pci_bus, seL4_Word pci_dev,
						seL4_Word pci_func, seL4_Word handle, seL4_Word vector)
{
	seL4_SetCap(0, root);
	seL4_SetMR(4, pci_func);
	seL4_SetMR(5, handle);
	seL4_SetMR(6, vector);
	return sel4_invoke4(service, X86IRQIssueIRQHandlerMSI, 1, 7, index, depth, pci_bus, pci_dev);
}

#endif
