/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the Multiboot 1 loader tells (Multiboot specification 0.6.96, section 3.3), copied once and checked. */
#ifndef X86_BOOT_MULTIBOOT_H
#define X86_BOOT_MULTIBOOT_H

#include "boot/boot.h"

enum { MULTIBOOT_MMAP_MAX = 50, MULTIBOOT_RAM = 1 };

struct multiboot_mmap_entry {
	u32 size; /* of what follows */
	u64 base, bytes;
	u32 type;
} __attribute__((packed));

struct multiboot_vbe {
	u8 control[512], mode_info[256];
	u32 mode, interface_segment, interface_offset, interface_bytes;
};

struct multiboot {
	struct region module; /* the first one: the root task */
	unsigned mmap_count;
	struct multiboot_mmap_entry mmap[MULTIBOOT_MMAP_MAX];
	bool has_vbe;
	struct multiboot_vbe vbe;
};

/** Read the loader's information at @paddr; stops with a message if what is needed is not there. */
void multiboot_read(struct multiboot *multiboot, u64 paddr);

#endif
