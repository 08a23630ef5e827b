/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sections by name and symbols by address. Neither is needed to run, so both may be missing. */
#include "format.h"

#include <core/errno.h>

static int read_section(const struct elf *elf, const struct file_header *file, unsigned index,
			struct section_header *out)
{
	uint64_t offset = file->shdr_offset + (uint64_t)index * sizeof *out;

	if (index >= file->shdr_count || file->shdr_bytes != sizeof *out ||
	    file->shdr_offset > elf->file_bytes || !range_in_file(elf->file_bytes, offset, sizeof *out))
		return -ENOENT;
	file_read(elf, offset, out, sizeof *out);
	return 0;
}

static int section_bytes(const struct elf *elf, const struct section_header *section, struct elf_bytes *out)
{
	if (section->type == SECTION_NO_BITS ||
	    !range_in_file(elf->file_bytes, section->offset, section->bytes))
		return -ENOENT;
	*out = (struct elf_bytes){ elf->file + section->offset, section->bytes };
	return 0;
}

/* A string of a string table; NULL if it does not end inside the table. */
static const char *string_at(struct elf_bytes strings, uint64_t offset)
{
	const char *string = (const char *)strings.at + offset;

	if (offset >= strings.count || strnlen(string, strings.count - offset) == strings.count - offset)
		return NULL;
	return string;
}

int elf_section(const struct elf *elf, const char *name, struct elf_bytes *out)
{
	struct file_header file;
	struct section_header section;
	struct elf_bytes names;

	file_read(elf, 0, &file, sizeof file);
	if (read_section(elf, &file, file.shdr_names, &section) || section_bytes(elf, &section, &names))
		return -ENOENT;
	for (unsigned i = 0; i < file.shdr_count; i++) {
		const char *found;

		if (read_section(elf, &file, i, &section))
			return -ENOENT;
		found = string_at(names, section.name);
		if (found && strcmp(found, name) == 0)
			return section_bytes(elf, &section, out);
	}
	return -ENOENT;
}

static int find_symbols(const struct elf *elf, struct elf_bytes *symbols, struct elf_bytes *strings)
{
	struct file_header file;
	struct section_header section;

	file_read(elf, 0, &file, sizeof file);
	for (unsigned i = 0; i < file.shdr_count; i++) {
		if (read_section(elf, &file, i, &section))
			return -ENOENT;
		if (section.type != SECTION_SYMBOLS)
			continue;
		if (section_bytes(elf, &section, symbols) || read_section(elf, &file, section.link, &section))
			return -ENOENT;
		return section_bytes(elf, &section, strings);
	}
	return -ENOENT;
}

/* Symbols written in assembly have no size; such a one reaches as far as the next. */
static bool symbol_covers(const struct symbol *symbol, uint64_t vaddr)
{
	unsigned kind = symbol->info & 15;

	if (!symbol->section || kind > SYMBOL_FUNCTION || symbol->value > vaddr)
		return false;
	return !symbol->bytes || vaddr - symbol->value < symbol->bytes;
}

/* Where code and data begin within a section, marked for disassemblers (ELF for AArch64, 5.5.4). */
static bool is_mark(const char *name)
{
	return *name == '$';
}

static bool in_image(const struct elf *elf, uint64_t vaddr)
{
	for (unsigned i = 0; i < elf->segments_count; i++)
		if (vaddr >= elf->segments[i].vaddr &&
		    vaddr - elf->segments[i].vaddr < elf->segments[i].memory_bytes)
			return true;
	return false;
}

int elf_symbol_at(const struct elf *elf, uint64_t vaddr, struct elf_symbol *out)
{
	struct elf_bytes symbols, strings;
	uint64_t best = 0;
	int result = -ENOENT;

	if (!in_image(elf, vaddr) || find_symbols(elf, &symbols, &strings))
		return -ENOENT;
	for (size_t at = 0; symbols.count - at >= sizeof(struct symbol); at += sizeof(struct symbol)) {
		struct symbol symbol;
		const char *name;

		memcpy(&symbol, symbols.at + at, sizeof symbol);
		name = string_at(strings, symbol.name);
		if (!name || !*name || is_mark(name) || !symbol_covers(&symbol, vaddr))
			continue;
		if (result == 0 && symbol.value < best)
			continue;
		best = symbol.value;
		*out = (struct elf_symbol){ name, vaddr - symbol.value };
		result = 0;
	}
	return result;
}

static bool is_global(const struct symbol *symbol)
{
	return symbol->section && symbol->info >> 4 == SYMBOL_GLOBAL;
}

int elf_object_find(const struct elf *elf, const char *name, struct elf_object *out)
{
	struct elf_bytes symbols, strings;

	if (find_symbols(elf, &symbols, &strings))
		return -ENOENT;
	for (size_t at = 0; symbols.count - at >= sizeof(struct symbol); at += sizeof(struct symbol)) {
		struct symbol symbol;
		const char *own;

		memcpy(&symbol, symbols.at + at, sizeof symbol);
		own = string_at(strings, symbol.name);
		if (!own || strcmp(own, name) != 0 || !is_global(&symbol) || !in_image(elf, symbol.value))
			continue;
		*out = (struct elf_object){ symbol.value, symbol.bytes };
		return 0;
	}
	return -ENOENT;
}
