/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "format.h"

#include <core/errno.h>
#include <core/text.h>

static int refuse(char why[ELF_WHY_BYTES], const char *format, ...) __attribute__((format(printf, 2, 3)));

static int refuse(char why[ELF_WHY_BYTES], const char *format, ...)
{
	struct text text = text_in(why, ELF_WHY_BYTES);
	va_list args;

	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	return -ENOEXEC;
}

static int check_header(const struct elf *elf, struct file_header *header, const struct elf_limits *limits,
			char why[ELF_WHY_BYTES])
{
	if (elf->file_bytes < sizeof *header)
		return refuse(why, "only %zu bytes long, not an ELF file", elf->file_bytes);
	file_read(elf, 0, header, sizeof *header);
	if (memcmp(header->magic, "\177ELF", 4) != 0)
		return refuse(why, "not an ELF file");
	if (header->class != CLASS_64 || header->data != DATA_LITTLE)
		return refuse(why, "not a 64-bit little-endian ELF file");
	if (header->machine != limits->machine)
		return refuse(why, "built for another machine (ELF machine %u, here %u)", header->machine,
			      limits->machine);
	if (header->type != TYPE_EXECUTABLE)
		return refuse(why,
			      "not an executable at a fixed address (ELF type %u); "
			      "link it -static -no-pie",
			      header->type);
	if (header->phdr_bytes != sizeof(struct program_header) || !header->phdr_count)
		return refuse(why, "has no usable program headers");
	if (!range_in_file(elf->file_bytes, header->phdr_offset,
			   (uint64_t)header->phdr_count * sizeof(struct program_header)))
		return refuse(why, "program headers reach past the end of the file; it is truncated");
	return 0;
}

static int check_segment(const struct elf *elf, const struct program_header *segment,
			 const struct elf_limits *limits, char why[ELF_WHY_BYTES])
{
	uint64_t vaddr = segment->vaddr, bytes = segment->memory_bytes;

	if (segment->file_bytes > bytes)
		return refuse(why, "segment at 0x%lx is larger in the file than in memory", vaddr);
	if (!range_in_file(elf->file_bytes, segment->offset, segment->file_bytes))
		return refuse(why, "segment at 0x%lx reaches past the end of the file; it is truncated",
			      vaddr);
	if (vaddr < limits->vaddr_first || vaddr > limits->vaddr_end || bytes > limits->vaddr_end - vaddr)
		return refuse(why, "segment 0x%lx+0x%lx is out of range 0x%lx..0x%lx", vaddr, bytes,
			      limits->vaddr_first, limits->vaddr_end);
	if ((segment->flags & (ELF_WRITE | ELF_EXECUTE)) == (ELF_WRITE | ELF_EXECUTE))
		return refuse(why, "segment at 0x%lx is both writable and executable", vaddr);
	return 0;
}

static uint64_t page_of(uint64_t vaddr)
{
	return vaddr / ELF_PAGE_BYTES;
}

/* Pages carry the rights, so two segments must not even share one. */
static bool segments_overlap(const struct elf_segment *a, const struct elf_segment *b)
{
	return page_of(a->vaddr) <= page_of(b->vaddr + b->memory_bytes - 1) &&
	       page_of(b->vaddr) <= page_of(a->vaddr + a->memory_bytes - 1);
}

static int add_segment(struct elf *elf, const struct program_header *header, char why[ELF_WHY_BYTES])
{
	struct elf_segment segment = { header->vaddr, header->memory_bytes, header->offset,
				       header->file_bytes, header->flags };

	if (elf->segments_count == ELF_SEGMENTS_MAX)
		return refuse(why, "has more than %d loadable segments", ELF_SEGMENTS_MAX);
	for (unsigned i = 0; i < elf->segments_count; i++)
		if (segments_overlap(&elf->segments[i], &segment))
			return refuse(why, "segments at 0x%lx and 0x%lx overlap or share a page",
				      elf->segments[i].vaddr, segment.vaddr);
	elf->segments[elf->segments_count++] = segment;
	return 0;
}

static int read_segments(struct elf *elf, const struct file_header *file, const struct elf_limits *limits,
			 char why[ELF_WHY_BYTES])
{
	for (unsigned i = 0; i < file->phdr_count; i++) {
		struct program_header header;
		int error;

		file_read(elf, file->phdr_offset + i * sizeof header, &header, sizeof header);
		if (header.type == SEGMENT_DYNAMIC || header.type == SEGMENT_INTERPRETER)
			return refuse(why, "dynamically linked; link it -static -no-pie");
		if (header.type != SEGMENT_LOAD || !header.memory_bytes)
			continue;
		error = check_segment(elf, &header, limits, why);
		if (!error)
			error = add_segment(elf, &header, why);
		if (error)
			return error;
	}
	return elf->segments_count ? 0 : refuse(why, "has no loadable segment");
}

static int check_entry(const struct elf *elf, char why[ELF_WHY_BYTES])
{
	for (unsigned i = 0; i < elf->segments_count; i++) {
		const struct elf_segment *segment = &elf->segments[i];

		if (segment->flags & ELF_EXECUTE && elf->entry >= segment->vaddr &&
		    elf->entry - segment->vaddr < segment->memory_bytes)
			return 0;
	}
	return refuse(why, "entry point 0x%lx lies in no executable segment", elf->entry);
}

static void find_program_headers(struct elf *elf, const struct file_header *file)
{
	uint64_t bytes = (uint64_t)file->phdr_count * sizeof(struct program_header);

	for (unsigned i = 0; i < elf->segments_count; i++) {
		const struct elf_segment *segment = &elf->segments[i];
		uint64_t into = file->phdr_offset - segment->offset;

		if (file->phdr_offset < segment->offset || into > segment->file_bytes ||
		    bytes > segment->file_bytes - into)
			continue;
		elf->phdr_vaddr = segment->vaddr + into;
		elf->phdr_count = file->phdr_count;
	}
}

int elf_open(struct elf *elf, const void *file, size_t file_bytes, const struct elf_limits *limits,
	     char why[ELF_WHY_BYTES])
{
	struct elf candidate = { .file = file, .file_bytes = file_bytes };
	struct file_header header = { 0 };
	int error = check_header(&candidate, &header, limits, why);

	if (!error)
		error = read_segments(&candidate, &header, limits, why);
	if (error)
		return error;
	candidate.entry = header.entry;
	error = check_entry(&candidate, why);
	if (error)
		return error;
	find_program_headers(&candidate, &header);
	*elf = candidate;
	return 0;
}
