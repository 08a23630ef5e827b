/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "target.h"

#include <string.h>

enum {
	/* Linux arm64 Image header (Documentation/arm64/booting.rst) */
	IMAGE_MAGIC_OFFSET = 56,
	HEAD_BYTES = 64,

	/* ELF header */
	ELF_MACHINE_OFFSET = 18,
	ELF_MACHINE_AARCH64 = 183,
};

static const char image_magic[] = "ARM\x64", elf_magic[] = "\177ELF";

static bool is_aarch64_elf(const unsigned char head[HEAD_BYTES])
{
	return memcmp(head, elf_magic, sizeof(elf_magic) - 1) == 0 &&
	       head[ELF_MACHINE_OFFSET] == ELF_MACHINE_AARCH64 && head[ELF_MACHINE_OFFSET + 1] == 0;
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
