/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names that every architecture gives to its own numbers. */
#ifndef ROOT_ARCH_OBJECTS_H
#define ROOT_ARCH_OBJECTS_H

#include <elf/elf.h>
#include <sel4/sel4.h>

enum {
	ARCH_FRAME_OBJECT = seL4_X86_4K,
	ARCH_LARGE_FRAME_OBJECT = seL4_X86_LargePageObject,
	ARCH_VSPACE_OBJECT = seL4_X64_PML4Object,
	ARCH_ELF_MACHINE = ELF_MACHINE_X86_64,
	ARCH_CONSOLE_PORT_FIRST = 0x3f8, /* COM1, as lib/console takes it */
	ARCH_CONSOLE_PORT_LAST = 0x3ff,
};

#endif
