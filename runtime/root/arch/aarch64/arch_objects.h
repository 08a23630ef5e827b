/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names that every architecture gives to its own numbers. */
#ifndef ROOT_ARCH_OBJECTS_H
#define ROOT_ARCH_OBJECTS_H

#include <elf/elf.h>
#include <sel4/sel4.h>

enum {
	ARCH_FRAME_OBJECT = seL4_ARM_SmallPageObject,
	ARCH_LARGE_FRAME_OBJECT = seL4_ARM_LargePageObject,
	ARCH_VSPACE_OBJECT = seL4_ARM_VSpaceObject,
	ARCH_ELF_MACHINE = ELF_MACHINE_AARCH64,
};

#endif
