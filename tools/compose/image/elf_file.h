/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The tables of an ELF64 file that may be anything: nothing outside the file is ever read. */
#ifndef TOOLS_COMPOSE_IMAGE_ELF_FILE_H
#define TOOLS_COMPOSE_IMAGE_ELF_FILE_H

#include <elf.h>

#include "image/bytes.h"

struct elf_file {
	struct bytes bytes;
	Elf64_Ehdr header;
};

/** @return 0, or -ENOEXEC: not a 64-bit little-endian ELF file, or one without its program headers */
int elf_file_open(struct bytes bytes, struct elf_file *out);

/** Program header @index < header.e_phnum. */
Elf64_Phdr elf_file_segment(const struct elf_file *file, unsigned int index);

/** @return whether there is a section @index, and its header lies in the file */
bool elf_file_section(const struct elf_file *file, unsigned int index, Elf64_Shdr *out);

/** A section's bytes; none if it has none in the file. */
struct bytes elf_file_section_bytes(const struct elf_file *file, const Elf64_Shdr *section);

/** A string of a string table; "" if it does not end inside. */
const char *elf_file_string(struct bytes strings, uint32_t offset);

/** The table of section names; empty if there is none. */
struct bytes elf_file_section_names(const struct elf_file *file);

/** @return whether there is a section of that name */
bool elf_file_find_section(const struct elf_file *file, const char *name, Elf64_Shdr *out);

#endif
