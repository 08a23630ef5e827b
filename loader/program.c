/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Programs in ELF files: checked in full before anything is copied. */
#include "loader.h"

enum { CLASS_64 = 2, LITTLE_ENDIAN_DATA = 1, MACHINE_AARCH64 = 183, SEGMENT_LOAD = 1, SEGMENT_BYTES = 56 };

struct elf_header {
	u8 magic[4];
	u8 class, data;
	u8 ident[10];
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

static const struct elf_segment *segment_at(const struct program *program, unsigned index)
{
	const struct elf_header *header = (const void *)program->file;

	return (const void *)(program->file + header->phoff + (u64)index * SEGMENT_BYTES);
}

static bool is_loaded(const struct elf_segment *segment)
{
	return segment->type == SEGMENT_LOAD && segment->memsz > 0;
}

static void extend(struct range *range, u64 start, u64 bytes)
{
	if (start < range->start)
		range->start = start;
	if (start + bytes > range->end)
		range->end = start + bytes;
}

static const char *segment_check(struct program *program, const struct elf_segment *segment)
{
	if (!is_loaded(segment))
		return NULL;
	if (segment->filesz > segment->memsz || segment->offset > program->bytes ||
	    segment->filesz > program->bytes - segment->offset)
		return "is truncated: a segment's bytes are missing";
	if (segment->vaddr + segment->memsz < segment->vaddr ||
	    segment->paddr + segment->memsz < segment->paddr)
		return "has a segment that wraps around";
	extend(&program->virtual, segment->vaddr, segment->memsz);
	extend(&program->physical, segment->paddr, segment->memsz);
	return NULL;
}

static void round_to_pages(struct range *range)
{
	range->start = align_down(range->start, PAGE);
	range->end = align_up(range->end, PAGE);
}

const char *program_check(struct program *program, const void *file, u64 bytes)
{
	const struct elf_header *header = file;
	const char *wrong;

	*program = (struct program){
		.file = file, .bytes = bytes, .physical = { ~0ull, 0 }, .virtual = { ~0ull, 0 }
	};
	if (bytes < sizeof(*header) || header->magic[0] != 0x7f || header->magic[1] != 'E' ||
	    header->magic[2] != 'L' || header->magic[3] != 'F')
		return "is not an ELF file";
	if (header->class != CLASS_64 || header->data != LITTLE_ENDIAN_DATA ||
	    header->machine != MACHINE_AARCH64)
		return "is not for AArch64";
	if (header->phentsize != SEGMENT_BYTES || header->phoff % 8 != 0 || header->phoff > bytes ||
	    (bytes - header->phoff) / SEGMENT_BYTES < header->phnum)
		return "is truncated: its program headers are missing";
	for (unsigned i = 0; i < header->phnum; i++) {
		wrong = segment_check(program, segment_at(program, i));
		if (wrong)
			return wrong;
	}
	if (program->virtual.end == 0)
		return "has nothing to load";
	if (program->virtual.end > ~0ull - PAGE || program->physical.end > ~0ull - PAGE)
		return "has a segment that wraps around";
	round_to_pages(&program->virtual);
	round_to_pages(&program->physical);
	program->entry = header->entry;
	if (program->entry < program->virtual.start || program->entry >= program->virtual.end)
		return "starts outside of itself";
	return NULL;
}

/* The MMU is off: memory is accessed in aligned words where that is possible, else in bytes. */

static void zero(u64 to, u64 bytes)
{
	for (u64 i = 0; i < bytes; i += sizeof(u64))
		*(volatile u64 *)(to + i) = 0;
}

static void copy(u64 to, const u8 *from, u64 bytes)
{
	u64 i = 0;

	if ((to | (u64)from) % sizeof(u64) == 0)
		for (; i + sizeof(u64) <= bytes; i += sizeof(u64))
			*(volatile u64 *)(to + i) = *(const u64 *)(const void *)(from + i);
	for (; i < bytes; i++)
		*(volatile u8 *)(to + i) = from[i];
}

static void load(const struct program *program, u64 to, bool physical)
{
	const struct elf_header *header = (const void *)program->file;
	struct range range = physical ? program->physical : program->virtual;
	struct range target = { to, to + range.end - range.start };

	cache_purge(target);
	zero(to, target.end - target.start);
	for (unsigned i = 0; i < header->phnum; i++) {
		const struct elf_segment *segment = segment_at(program, i);

		if (is_loaded(segment))
			copy(to + (physical ? segment->paddr : segment->vaddr) - range.start,
			     program->file + segment->offset, segment->filesz);
	}
	cache_purge(target);
}

void program_load_physical(const struct program *program, u64 to)
{
	load(program, to, true);
}

void program_load_virtual(const struct program *program, u64 to)
{
	load(program, to, false);
}
