/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sizes and bounds of the AArch64 objects (EL1 kernel, 40-bit physical addresses). */
#ifndef SEL4_ARCH_CONSTANTS_H
#define SEL4_ARCH_CONSTANTS_H

enum {
	seL4_PageBits = 12,
	seL4_LargePageBits = 21,
	seL4_HugePageBits = 30,
	seL4_PageTableBits = 12,
	seL4_PageTableIndexBits = 9,
	seL4_VSpaceBits = 12,
	seL4_VSpaceIndexBits = 9,
	seL4_NumASIDPoolsBits = 7,

	/* interrupts are numbered as in the GIC: 0..15 SGI, 16..31 PPI, 32.. SPI */
	seL4_ARM_MaxIRQ = 159,
	seL4_ARM_SGIMax = 15, /* seL4_IRQControl_IssueSGISignal */
	seL4_ARM_SGITargetMax = 7,
	seL4_ARM_KernelTimerIRQ = 27, /* the virtual timer: the kernel's own */
	seL4_ARM_UserTimerIRQ = 30,   /* the physical timer, exported to users */
};

/** Last address that users can map. */
#define seL4_UserTop 0x00007fffffffffffull

/** Attributes of ARM_Page_Map. */
typedef enum {
	seL4_ARM_PageCacheable = 1, /* clear: device memory, nGnRnE */
	seL4_ARM_ParityEnabled = 2, /* ignored */
	seL4_ARM_ExecuteNever = 4,
	seL4_ARM_Default_VMAttributes = 3,
} seL4_ARM_VMAttributes;

#endif
