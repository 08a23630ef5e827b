/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The file up to the end of what is loaded stays; behind it come a new symbol table, its names, and new
 * section headers for the sections that are loaded. Linkers put everything else behind what is loaded.
 */
#include "image/strip.h"

#include <string.h>

enum { ADDED_SECTIONS = 4 }; /* none, .symtab, .strtab, .shstrtab */

struct stripper {
	const struct elf_file *file;
	uint8_t *out;
	size_t used;
	Elf64_Shdr *sections; /* the new ones */
	unsigned int sections_count;
	uint16_t *new_index; /* of each old section; 0: gone */
	char *names;         /* of sections */
	size_t names_bytes;
};

size_t elf_loaded_bytes(const struct elf_file *file)
{
	uint64_t end = file->header.e_phoff + file->header.e_phnum * sizeof(Elf64_Phdr);

	if (end < sizeof file->header)
		end = sizeof file->header;
	for (unsigned int i = 0; i < file->header.e_phnum; i++) {
		Elf64_Phdr segment = elf_file_segment(file, i);

		if (segment.p_type == PT_LOAD &&
		    bytes_contain(file->bytes, segment.p_offset, segment.p_filesz) &&
		    segment.p_offset + segment.p_filesz > end)
			end = segment.p_offset + segment.p_filesz;
	}
	return end;
}

static uint32_t add_name(struct stripper *stripper, const char *name)
{
	size_t at = stripper->names_bytes;

	strcpy(stripper->names + at, name);
	stripper->names_bytes += strlen(name) + 1;
	return (uint32_t)at;
}

static void add_section(struct stripper *stripper, Elf64_Shdr section, const char *name)
{
	section.sh_name = add_name(stripper, name);
	stripper->sections[stripper->sections_count++] = section;
}

static void keep_loaded_sections(struct stripper *stripper)
{
	struct bytes names = elf_file_section_names(stripper->file);
	Elf64_Shdr section;

	add_section(stripper, (Elf64_Shdr){ 0 }, "");
	for (unsigned int i = 1; elf_file_section(stripper->file, i, &section); i++) {
		if (!(section.sh_flags & SHF_ALLOC))
			continue;
		stripper->new_index[i] = (uint16_t)stripper->sections_count;
		section.sh_link = section.sh_info = 0;
		add_section(stripper, section, elf_file_string(names, section.sh_name));
	}
}

static uint64_t append(struct stripper *stripper, const void *bytes, size_t count)
{
	uint64_t at = (stripper->used + 7) / 8 * 8;

	if (count)
		memcpy(stripper->out + at, bytes, count);
	stripper->used = at + count;
	return at;
}

/* A function, an object or a label of what is loaded. */
static bool is_kept(const struct stripper *stripper, const Elf64_Sym *symbol, const char *name)
{
	return ELF64_ST_TYPE(symbol->st_info) <= STT_FUNC && *name &&
	       symbol->st_shndx < stripper->file->header.e_shnum && stripper->new_index[symbol->st_shndx];
}

/* The new table in @symbols and @strings, which have room for all. @return how many there are */
static size_t filter_symbols(struct stripper *stripper, struct bytes old, struct bytes old_strings,
			     Elf64_Sym *symbols, char *strings, size_t *strings_bytes, uint32_t *locals)
{
	size_t count = 1, used = 1;

	*locals = 1;
	for (size_t at = 0; old.count - at >= sizeof(Elf64_Sym); at += sizeof(Elf64_Sym)) {
		Elf64_Sym symbol;
		const char *name;

		memcpy(&symbol, old.at + at, sizeof symbol);
		name = elf_file_string(old_strings, symbol.st_name);
		if (!is_kept(stripper, &symbol, name) || used + strlen(name) + 1 > old_strings.count + 1)
			continue;
		symbol.st_name = (uint32_t)used;
		symbol.st_shndx = stripper->new_index[symbol.st_shndx];
		strcpy(strings + used, name);
		used += strlen(name) + 1;
		symbols[count++] = symbol;
		if (ELF64_ST_BIND(symbol.st_info) == STB_LOCAL)
			*locals = (uint32_t)count;
	}
	*strings_bytes = used;
	return count;
}

static bool find_symbols(const struct elf_file *file, struct bytes *symbols, struct bytes *strings)
{
	Elf64_Shdr section;

	for (unsigned int i = 1; elf_file_section(file, i, &section); i++) {
		if (section.sh_type != SHT_SYMTAB)
			continue;
		*symbols = elf_file_section_bytes(file, &section);
		if (!elf_file_section(file, section.sh_link, &section))
			return false;
		*strings = elf_file_section_bytes(file, &section);
		return true;
	}
	return false;
}

static void add_symbols(struct stripper *stripper, struct arena *arena)
{
	struct bytes old = { NULL, 0 }, old_strings = { NULL, 0 };
	Elf64_Shdr table = { .sh_type = SHT_SYMTAB, .sh_addralign = 8, .sh_entsize = sizeof(Elf64_Sym) };
	Elf64_Shdr names = { .sh_type = SHT_STRTAB, .sh_addralign = 1 };
	size_t count, bytes;
	Elf64_Sym *symbols;
	char *strings;

	if (!find_symbols(stripper->file, &old, &old_strings))
		return;
	symbols = arena_alloc(arena, old.count + sizeof *symbols);
	strings = arena_alloc(arena, old_strings.count + 1);
	count = filter_symbols(stripper, old, old_strings, symbols, strings, &bytes, &table.sh_info);
	table.sh_size = count * sizeof *symbols;
	table.sh_offset = append(stripper, symbols, table.sh_size);
	table.sh_link = stripper->sections_count + 1;
	names.sh_size = bytes;
	names.sh_offset = append(stripper, strings, bytes);
	add_section(stripper, table, ".symtab");
	add_section(stripper, names, ".strtab");
}

static void add_section_table(struct stripper *stripper)
{
	Elf64_Ehdr header = stripper->file->header;
	Elf64_Shdr names = { .sh_type = SHT_STRTAB, .sh_addralign = 1 };

	header.e_shstrndx = (Elf64_Half)stripper->sections_count;
	add_section(stripper, names, ".shstrtab");
	stripper->sections[header.e_shstrndx].sh_size = stripper->names_bytes;
	stripper->sections[header.e_shstrndx].sh_offset =
		append(stripper, stripper->names, stripper->names_bytes);
	header.e_shentsize = sizeof(Elf64_Shdr);
	header.e_shnum = (Elf64_Half)stripper->sections_count;
	header.e_shoff = append(stripper, stripper->sections, header.e_shnum * sizeof(Elf64_Shdr));
	memcpy(stripper->out, &header, sizeof header);
}

/* At most so many bytes hold the names of all sections: several may share one in the old file. */
static size_t section_names_room(const struct elf_file *file)
{
	struct bytes names = elf_file_section_names(file);
	Elf64_Shdr section;
	size_t room = sizeof ".symtab" + sizeof ".strtab" + sizeof ".shstrtab" + 1;

	for (unsigned int i = 0; elf_file_section(file, i, &section); i++)
		room += strlen(elf_file_string(names, section.sh_name)) + 1;
	return room;
}

static size_t room_for(const struct elf_file *file, size_t names_room)
{
	struct bytes symbols = { NULL, 0 }, strings = { NULL, 0 };

	find_symbols(file, &symbols, &strings);
	return elf_loaded_bytes(file) + symbols.count + sizeof(Elf64_Sym) + strings.count + names_room +
	       (file->header.e_shnum + ADDED_SECTIONS) * sizeof(Elf64_Shdr) + 64;
}

struct bytes elf_strip(struct arena *arena, const struct elf_file *file)
{
	size_t names_room = section_names_room(file);
	size_t sections = (size_t)file->header.e_shnum + ADDED_SECTIONS;
	struct stripper stripper = {
		.file = file,
		.out = arena_alloc(arena, room_for(file, names_room)),
		.used = elf_loaded_bytes(file),
		.sections = arena_alloc(arena, sections * sizeof(Elf64_Shdr)),
		.new_index = arena_alloc(arena, sections * sizeof(uint16_t)),
		.names = arena_alloc(arena, names_room),
	};

	memcpy(stripper.out, file->bytes.at, stripper.used);
	keep_loaded_sections(&stripper);
	add_symbols(&stripper, arena);
	add_section_table(&stripper);
	return (struct bytes){ stripper.out, stripper.used };
}
