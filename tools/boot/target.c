/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "target.h"

#include <elf.h>
#include <string.h>

enum {
	/* Linux arm64 Image header (Documentation/arm64/booting.rst) */
	IMAGE_MAGIC_OFFSET = 56,
	HEAD_BYTES = 64,
};

static const char image_magic[] = "ARM\x64";

static bool is_aarch64_elf(const unsigned char head[HEAD_BYTES])
{
	Elf64_Ehdr header;

	memcpy(&header, head, sizeof(header));
	return memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 && header.e_machine == EM_AARCH64;
}

const struct target *target_of(FILE *kernel)
{
	static const struct target pc = { .qemu = "qemu-system-x86_64", .model = "pc", .cpu = "max" };
	static const struct target virt = {
		.qemu = "qemu-system-aarch64",
		.model = "virt",
		.cpu = "cortex-a53",
		.is_packed = true,
		.off_by_hand = true,
	};
	static const struct target virt_image = {
		.qemu = "qemu-system-aarch64",
		.model = "virt",
		.cpu = "cortex-a53",
		.is_whole = true,
		.off_by_hand = true,
	};
	unsigned char head[HEAD_BYTES];

	rewind(kernel);
	if (fread(head, 1, sizeof(head), kernel) != sizeof(head))
		return &pc;
	if (is_aarch64_elf(head))
		return &virt;
	if (memcmp(head + IMAGE_MAGIC_OFFSET, image_magic, sizeof(image_magic) - 1) == 0)
		return &virt_image;
	return &pc;
}
