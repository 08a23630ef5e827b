/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "image/elf_file.h"

#include <errno.h>
#include <string.h>

int elf_file_open(struct bytes bytes, struct elf_file *out)
{
	struct elf_file file = { .bytes = bytes };

	if (bytes.count < sizeof file.header)
		return -ENOEXEC;
	memcpy(&file.header, bytes.at, sizeof file.header);
	if (memcmp(file.header.e_ident, ELFMAG, SELFMAG) != 0 ||
	    file.header.e_ident[EI_CLASS] != ELFCLASS64 || file.header.e_ident[EI_DATA] != ELFDATA2LSB)
		return -ENOEXEC;
	if (file.header.e_phentsize != sizeof(Elf64_Phdr) ||
	    !bytes_contain(bytes, file.header.e_phoff, file.header.e_phnum * sizeof(Elf64_Phdr)))
		return -ENOEXEC;
	*out = file;
	return 0;
}

Elf64_Phdr elf_file_segment(const struct elf_file *file, unsigned int index)
{
	Elf64_Phdr segment;

	memcpy(&segment, file->bytes.at + file->header.e_phoff + index * sizeof segment, sizeof segment);
	return segment;
}

bool elf_file_section(const struct elf_file *file, unsigned int index, Elf64_Shdr *out)
{
	const Elf64_Ehdr *header = &file->header;

	if (index >= header->e_shnum || header->e_shentsize != sizeof *out ||
	    !bytes_contain(file->bytes, header->e_shoff, header->e_shnum * sizeof *out))
		return false;
	memcpy(out, file->bytes.at + header->e_shoff + index * sizeof *out, sizeof *out);
	return true;
}

struct bytes elf_file_section_bytes(const struct elf_file *file, const Elf64_Shdr *section)
{
	if (section->sh_type == SHT_NOBITS ||
	    !bytes_contain(file->bytes, section->sh_offset, section->sh_size))
		return (struct bytes){ NULL, 0 };
	return (struct bytes){ file->bytes.at + section->sh_offset, section->sh_size };
}

const char *elf_file_string(struct bytes strings, uint32_t offset)
{
	if (offset >= strings.count || !memchr(strings.at + offset, 0, strings.count - offset))
		return "";
	return (const char *)strings.at + offset;
}

struct bytes elf_file_section_names(const struct elf_file *file)
{
	Elf64_Shdr names;

	if (!elf_file_section(file, file->header.e_shstrndx, &names))
		return (struct bytes){ NULL, 0 };
	return elf_file_section_bytes(file, &names);
}

bool elf_file_find_section(const struct elf_file *file, const char *name, Elf64_Shdr *out)
{
	struct bytes names = elf_file_section_names(file);
	Elf64_Shdr section;

	for (unsigned int i = 0; elf_file_section(file, i, &section); i++)
		if (strcmp(elf_file_string(names, section.sh_name), name) == 0) {
			*out = section;
			return true;
		}
	return false;
}
