/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* ELF64 as it stands in a file (System V ABI, chapters 4 and 5). */
#ifndef ELF_FORMAT_H
#define ELF_FORMAT_H

#include <core/string.h>

#include <elf/elf.h>

enum {
	CLASS_64 = 2,
	DATA_LITTLE = 1,
	TYPE_EXECUTABLE = 2,
	SEGMENT_LOAD = 1,
	SEGMENT_DYNAMIC = 2,
	SEGMENT_INTERPRETER = 3,
	SECTION_SYMBOLS = 2,
	SECTION_NO_BITS = 8,
	SYMBOL_OBJECT = 1,
	SYMBOL_FUNCTION = 2,
	SYMBOL_GLOBAL = 1, /* binding */
};

struct file_header {
	uint8_t magic[4], class, data, ident_version, padding[9];
	uint16_t type, machine;
	uint32_t version;
	uint64_t entry, phdr_offset, shdr_offset;
	uint32_t flags;
	uint16_t header_bytes, phdr_bytes, phdr_count, shdr_bytes, shdr_count, shdr_names;
};

struct program_header {
	uint32_t type, flags;
	uint64_t offset, vaddr, paddr, file_bytes, memory_bytes, align;
};

struct section_header {
	uint32_t name, type;
	uint64_t flags, vaddr, offset, bytes;
	uint32_t link, info;
	uint64_t align, entry_bytes;
};

struct symbol {
	uint32_t name;
	uint8_t info, other;
	uint16_t section;
	uint64_t value, bytes;
};

_Static_assert(sizeof(struct file_header) == 64 && sizeof(struct program_header) == 56 &&
		       sizeof(struct section_header) == 64 && sizeof(struct symbol) == 24,
	       "ELF64");

/** Does [offset, offset + count) lie in a file of @file_bytes? */
static inline bool range_in_file(size_t file_bytes, uint64_t offset, uint64_t count)
{
	return offset <= file_bytes && count <= file_bytes - offset;
}

/** Copy a struct out of the file, which need not be aligned. The caller has checked the range. */
static inline void file_read(const struct elf *elf, uint64_t offset, void *to, size_t bytes)
{
	memcpy(to, elf->file + offset, bytes);
}

#endif
