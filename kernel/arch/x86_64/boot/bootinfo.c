/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Extra boot information (ABI sheet X11): chunks, each a header and its payload, back to back. */
#include "abi/sel4/bootinfo.h"
#include "arch/arch.h"
#include "boot_arch.h"

/** Payload of the memory map: always the same size, however many entries there are. */
struct mmap_chunk {
	u32 bytes;
	struct multiboot_mmap_entry entries[MULTIBOOT_MMAP_MAX];
} __attribute__((packed));

/** Write a chunk to @at + @offset unless @at is NULL. @return offset behind it */
static u64 chunk_put(u8 *at, u64 offset, seL4_BootInfoID id, const void *payload, u64 bytes)
{
	seL4_BootInfoHeader header = { id, sizeof(header) + bytes };

	if (at) {
		__builtin_memcpy(at + offset, &header, sizeof(header));
		__builtin_memcpy(at + offset + sizeof(header), payload, bytes);
	}
	return offset + header.len;
}

u64 arch_extra_bootinfo(u8 *at)
{
	static struct mmap_chunk mmap;
	const struct multiboot *multiboot = &boot_facts.multiboot;
	u64 offset = 0;

	mmap.bytes = (u32)(multiboot->mmap_count * sizeof(mmap.entries[0]));
	__builtin_memcpy(mmap.entries, multiboot->mmap, sizeof(mmap.entries));
	if (multiboot->has_vbe)
		offset = chunk_put(at, offset, SEL4_BOOTINFO_HEADER_X86_VBE, &multiboot->vbe,
				   sizeof(multiboot->vbe));
	offset = chunk_put(at, offset, SEL4_BOOTINFO_HEADER_X86_ACPI_RSDP, boot_facts.acpi.rsdp,
			   ACPI_RSDP_BYTES);
	offset = chunk_put(at, offset, SEL4_BOOTINFO_HEADER_X86_MBMMAP, &mmap, sizeof(mmap));
	return chunk_put(at, offset, SEL4_BOOTINFO_HEADER_X86_TSC_FREQ, &boot_facts.tsc_mhz,
			 sizeof(boot_facts.tsc_mhz));
}
