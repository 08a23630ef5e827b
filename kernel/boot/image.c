/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Checking and loading the root task. The file comes from outside: every number in
 * it is checked before it is used.
 */
#include "boot/image.h"

#include "arch/arch.h"

enum { ELF_CLASS_64 = 2, ELF_PHDR_BYTES = 56, PAGE = 4096 };

struct elf_header {
	u8 magic[4];
	u8 class;
	u8 ident[11];
	u16 type, machine;
	u32 version;
	u64 entry, phoff, shoff;
	u32 flags;
	u16 ehsize, phentsize, phnum;
};

struct elf_segment {
	u32 type, flags;
	u64 offset, vaddr, paddr, filesz, memsz, align;
};

static const struct elf_header *image_header(const struct boot_image *image)
{
	return kernel_address(image->file);
}

static const struct elf_segment *image_segment(const struct boot_image *image, unsigned index)
{
	return (const struct elf_segment *)((u64)kernel_address(image->file) + image_header(image)->phoff +
					    (u64)index * ELF_PHDR_BYTES);
}

static void image_check_header(const struct boot_image *image)
{
	const struct elf_header *header = image_header(image);

	if (image->file_bytes == 0)
		boot_fail("no root task image was given (qemu: -initrd FILE)");
	if (image->file_bytes < sizeof(*header) || header->magic[0] != 0x7f || header->magic[1] != 'E' ||
	    header->magic[2] != 'L' || header->magic[3] != 'F')
		boot_fail("the root task image is not an ELF file");
	if (header->class != ELF_CLASS_64)
		boot_fail("the root task image is not a 64-bit ELF file");
	if (!arch_elf_machine_ok(header->machine))
		boot_fail("the root task image is for another architecture");
	if (header->phentsize != ELF_PHDR_BYTES || header->phoff > image->file_bytes ||
	    header->phoff % 8 != 0 || (image->file_bytes - header->phoff) / ELF_PHDR_BYTES < header->phnum)
		boot_fail("the root task image is truncated: its program headers are missing");
}

static void image_check_segment(struct boot_image *image, const struct elf_segment *segment)
{
	u64 top = arch_user_top();

	if (segment->memsz == 0)
		return;
	if (segment->filesz > segment->memsz)
		boot_fail("the root task image is damaged: a segment's file size exceeds its memory size");
	if (segment->offset > image->file_bytes || segment->filesz > image->file_bytes - segment->offset)
		boot_fail("the root task image is truncated: a segment's bytes are missing");
	if (segment->vaddr > top || segment->memsz > top - segment->vaddr)
		boot_fail("the root task image has a segment outside the user address space");
	if (segment->vaddr < image->start)
		image->start = segment->vaddr;
	if (segment->vaddr + segment->memsz > image->end)
		image->end = segment->vaddr + segment->memsz;
}

struct boot_image image_check(struct region region)
{
	struct boot_image image = { .file = region.start,
				    .file_bytes = region.end - region.start,
				    .start = ~0ull };
	unsigned count;

	image_check_header(&image);
	count = image_header(&image)->phnum;
	for (unsigned i = 0; i < count; i++)
		image_check_segment(&image, image_segment(&image, i));
	image.entry = image_header(&image)->entry;
	if (image.end == 0)
		boot_fail("the root task image has nothing to load");
	if (image.entry < image.start || image.entry >= image.end)
		boot_fail("the root task image's entry point lies outside it");
	if (image.start % PAGE != 0)
		boot_fail("the root task image does not start at a page boundary");
	image.end = (image.end + PAGE - 1) & ~(u64)(PAGE - 1);
	return image;
}

static void copy_bytes(u8 *to, const u8 *from, u64 bytes)
{
	for (u64 i = 0; i < bytes; i++)
		to[i] = from[i];
}

void image_load(const struct boot_image *image, u64 dest)
{
	unsigned count = image_header(image)->phnum;

	for (unsigned i = 0; i < count; i++) {
		const struct elf_segment *segment = image_segment(image, i);

		if (segment->memsz != 0)
			copy_bytes(kernel_address(dest + segment->vaddr - image->start),
				   kernel_address(image->file + segment->offset), segment->filesz);
	}
}
