/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "multiboot.h"

#include "arch_memory.h"

enum {
	FLAG_MEMORY = 1 << 0,
	FLAG_MODULES = 1 << 3,
	FLAG_MMAP = 1 << 6,
	FLAG_VBE = 1 << 11,

	/* byte offsets of fields */
	INFO_FLAGS = 0,
	INFO_MEM_UPPER = 8, /* KiB from 1 MiB */
	INFO_MODULE_COUNT = 20,
	INFO_MODULES = 24,
	INFO_MMAP_BYTES = 44,
	INFO_MMAP = 48,
	INFO_VBE_CONTROL = 72,
	INFO_VBE_MODE_INFO = 76,
	INFO_VBE_MODE = 80, /* the rest are 16 bits each */
	INFO_VBE_SEGMENT = 82,
	INFO_VBE_OFFSET = 84,
	INFO_VBE_LENGTH = 86,

	MODULE_START = 0,
	MODULE_END = 4,

	MMAP_ENTRY_BYTES = 20, /* without the size field */
};

/** Copy physical memory below 4 GiB, which the boot page tables map. Out of range: zeros. */
static void copy_low(void *to, u64 paddr, u64 bytes)
{
	if (paddr + bytes <= 1ull << 32)
		__builtin_memcpy(to, kernel_address(paddr), bytes);
	else
		__builtin_memset(to, 0, bytes);
}

static u32 read32(u64 paddr)
{
	u32 value;

	copy_low(&value, paddr, sizeof(value));
	return value;
}

static u32 read16(u64 paddr)
{
	u16 value;

	copy_low(&value, paddr, sizeof(value));
	return value;
}

static void module_read(struct multiboot *multiboot, u64 info)
{
	u32 module = read32(info + INFO_MODULES);

	if (!(read32(info + INFO_FLAGS) & FLAG_MODULES) || read32(info + INFO_MODULE_COUNT) == 0)
		boot_fail("no root task: the boot loader must load its ELF file as the first module (QEMU: "
			  "-initrd FILE)");
	multiboot->module.start = read32(module + MODULE_START);
	multiboot->module.end = read32(module + MODULE_END);
	if (multiboot->module.end <= multiboot->module.start)
		boot_fail("the root task's file (the first boot module) is empty");
}

static void mmap_read(struct multiboot *multiboot, u64 info)
{
	u64 at = read32(info + INFO_MMAP), end = at + read32(info + INFO_MMAP_BYTES);

	while (at + 4 + MMAP_ENTRY_BYTES <= end && multiboot->mmap_count < MULTIBOOT_MMAP_MAX) {
		struct multiboot_mmap_entry *entry = &multiboot->mmap[multiboot->mmap_count];

		copy_low(entry, at, sizeof(*entry));
		if (entry->size < MMAP_ENTRY_BYTES)
			break;
		at += 4 + (u64)entry->size;
		multiboot->mmap_count++;
	}
}

/** The only memory known is that from 1 MiB up to the first hole. */
static void memory_read(struct multiboot *multiboot, u64 info)
{
	multiboot->mmap[0] =
		(struct multiboot_mmap_entry){ MMAP_ENTRY_BYTES, 1 << 20,
					       (u64)read32(info + INFO_MEM_UPPER) << 10, MULTIBOOT_RAM };
	multiboot->mmap_count = 1;
}

static void vbe_read(struct multiboot *multiboot, u64 info)
{
	struct multiboot_vbe *vbe = &multiboot->vbe;

	copy_low(vbe->control, read32(info + INFO_VBE_CONTROL), sizeof(vbe->control));
	copy_low(vbe->mode_info, read32(info + INFO_VBE_MODE_INFO), sizeof(vbe->mode_info));
	vbe->mode = read16(info + INFO_VBE_MODE);
	vbe->interface_segment = read16(info + INFO_VBE_SEGMENT);
	vbe->interface_offset = read16(info + INFO_VBE_OFFSET);
	vbe->interface_bytes = read16(info + INFO_VBE_LENGTH);
	multiboot->has_vbe = true;
}

void multiboot_read(struct multiboot *multiboot, u64 paddr)
{
	u32 flags = read32(paddr + INFO_FLAGS);

	module_read(multiboot, paddr);
	if (flags & FLAG_MMAP)
		mmap_read(multiboot, paddr);
	else if (flags & FLAG_MEMORY)
		memory_read(multiboot, paddr);
	else
		boot_fail("the boot loader says nothing about memory");
	if (flags & FLAG_VBE)
		vbe_read(multiboot, paddr);
}
