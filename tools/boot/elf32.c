/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "elf32.h"

#include <elf.h>
#include <errno.h>
#include <stdint.h>
#include <string.h>

enum {
	MULTIBOOT_SEARCH_BYTES = 8192, /* Multiboot 1, section 3.1 */
	MULTIBOOT_MAGIC = 0x1badb002,
	MULTIBOOT_ADDRESSES_VALID = 1 << 16,
	SEGMENTS_MAX = 64,
};

bool elf32_is_needed(FILE *kernel)
{
	unsigned char head[MULTIBOOT_SEARCH_BYTES];

	rewind(kernel);
	size_t len = fread(head, 1, sizeof(head), kernel);
	if (len < EI_NIDENT || memcmp(head, ELFMAG, SELFMAG) != 0 || head[EI_CLASS] != ELFCLASS64)
		return false;
	for (size_t at = 0; at + 8 <= len; at += 4) {
		uint32_t words[2]; /* magic, flags */
		memcpy(words, head + at, sizeof(words));
		if (words[0] == MULTIBOOT_MAGIC)
			return (words[1] & MULTIBOOT_ADDRESSES_VALID) == 0;
	}
	return false;
}

static Elf32_Ehdr header_narrow(const Elf64_Ehdr *wide)
{
	Elf32_Ehdr narrow = {
		.e_type = wide->e_type,
		.e_machine = EM_386,
		.e_version = wide->e_version,
		.e_entry = (Elf32_Addr)wide->e_entry,
		.e_phoff = sizeof(narrow),
		.e_ehsize = sizeof(narrow),
		.e_phentsize = sizeof(Elf32_Phdr),
		.e_phnum = wide->e_phnum,
	};

	memcpy(narrow.e_ident, wide->e_ident, EI_NIDENT);
	narrow.e_ident[EI_CLASS] = ELFCLASS32;
	return narrow;
}

static Elf32_Phdr segment_narrow(const Elf64_Phdr *wide)
{
	return (Elf32_Phdr){
		.p_type = wide->p_type,
		.p_offset = (Elf32_Off)wide->p_offset,
		.p_vaddr = (Elf32_Addr)wide->p_vaddr,
		.p_paddr = (Elf32_Addr)wide->p_paddr,
		.p_filesz = (Elf32_Word)wide->p_filesz,
		.p_memsz = (Elf32_Word)wide->p_memsz,
		.p_flags = wide->p_flags,
		.p_align = (Elf32_Word)wide->p_align,
	};
}

static int copy_bytes(FILE *from, FILE *to)
{
	char bytes[65536];
	size_t len;

	rewind(from);
	while ((len = fread(bytes, 1, sizeof(bytes), from)) > 0)
		if (fwrite(bytes, 1, len, to) != len)
			return -EIO;
	return ferror(from) ? -EIO : 0;
}

/*
 * The headers of ELF32 are smaller than those of ELF64: where the program
 * headers stand right behind the ELF header they fit into the same place, and
 * every segment stays where it is in the file.
 */
int elf32_copy(FILE *kernel, FILE *copy)
{
	Elf64_Ehdr wide;
	Elf64_Phdr segments[SEGMENTS_MAX];

	rewind(kernel);
	if (fread(&wide, sizeof(wide), 1, kernel) != 1 || wide.e_phoff != sizeof(wide) ||
	    wide.e_phentsize != sizeof(segments[0]) || wide.e_phnum > SEGMENTS_MAX ||
	    fread(segments, sizeof(segments[0]), wide.e_phnum, kernel) != wide.e_phnum)
		return -ENOEXEC;
	if (copy_bytes(kernel, copy) != 0)
		return -EIO;
	rewind(copy);
	Elf32_Ehdr header = header_narrow(&wide);
	fwrite(&header, sizeof(header), 1, copy);
	for (unsigned int i = 0; i < wide.e_phnum; i++) {
		Elf32_Phdr segment = segment_narrow(&segments[i]);
		fwrite(&segment, sizeof(segment), 1, copy);
	}
	return fflush(copy) == 0 && !ferror(copy) ? 0 : -EIO;
}
