/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sizes and bounds of the x86_64 objects. */
#ifndef SEL4_ARCH_CONSTANTS_H
#define SEL4_ARCH_CONSTANTS_H

enum {
	seL4_PageBits = 12,
	seL4_LargePageBits = 21,
	seL4_HugePageBits = 30,
	seL4_PageTableBits = 12,
	seL4_PageTableIndexBits = 9,
	seL4_PageDirBits = 12,
	seL4_PageDirIndexBits = 9,
	seL4_PDPTBits = 12,
	seL4_PDPTIndexBits = 9,
	seL4_PML4Bits = 12,
	seL4_PML4IndexBits = 9,
	seL4_VSpaceBits = seL4_PML4Bits,
	seL4_NumASIDPoolsBits = 3,

	/* IRQControl_GetIOAPIC and GetMSI: vectors 0..107, CPU vector = IRQ_OFFSET + vector */
	VECTOR_MIN = 0,
	VECTOR_MAX = 107,
	IRQ_OFFSET = 0x30,
};

/** First address that no user mapping may reach or cross. */
#define seL4_UserTop 0x00007ffffffff000ull

/** Attributes of X86_Page_Map: an index into the page-attribute table. */
typedef enum {
	seL4_X86_WriteBack = 0,
	seL4_X86_WriteThrough = 1,
	seL4_X86_CacheDisabled = 2,
	seL4_X86_Uncacheable = 3,
	seL4_X86_WriteCombining = 4,
	seL4_X86_Default_VMAttributes = 0,

	/* KaaL's embedded kernel maps execute-never where this is set; seL4 ignores it */
	seL4_X86_ExecuteNever = 8,
} seL4_X86_VMAttributes;

#endif
