/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SEL4_ARCH_OBJECTS_H
#define SEL4_ARCH_OBJECTS_H

typedef enum {
	seL4_ARM_HugePageObject = seL4_NonArchObjectTypeCount,
	seL4_ARM_VSpaceObject,
	seL4_ARM_SmallPageObject,
	seL4_ARM_LargePageObject,
	seL4_ARM_PageTableObject,
	seL4_ObjectTypeCount,
} seL4_ArchObjectType;

#endif
