/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SEL4_ARCH_OBJECTS_H
#define SEL4_ARCH_OBJECTS_H

typedef enum {
	seL4_X86_PDPTObject = seL4_NonArchObjectTypeCount,
	seL4_X64_PML4Object,
	seL4_X64_HugePageObject,
	seL4_X86_4K,
	seL4_X86_LargePageObject,
	seL4_X86_PageTableObject,
	seL4_X86_PageDirectoryObject,
	seL4_ObjectTypeCount,
} seL4_ArchObjectType;

#endif
