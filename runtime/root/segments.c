/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* An executable's segments as memory of a component, a batch of pages at a time. */
#include "arch.h"
#include "loader.h"

/* Where in the image a batch of pages lies, and which of its bytes come from the file. */
struct batch {
	uint64_t vaddr;
	size_t pages;
};

/* The part of [vaddr, vaddr + bytes) that the file fills; count 0: none. */
static struct elf_bytes file_part(const struct elf *elf, const struct elf_segment *segment,
				  const struct batch *batch, uint64_t *offset)
{
	uint64_t end = batch->vaddr + (batch->pages << seL4_PageBits);
	uint64_t from = batch->vaddr > segment->vaddr ? batch->vaddr : segment->vaddr;
	uint64_t file_end = segment->vaddr + segment->file_bytes;
	uint64_t to = end < file_end ? end : file_end;

	if (from >= to)
		return (struct elf_bytes){ NULL, 0 };
	*offset = from - batch->vaddr;
	return (struct elf_bytes){ elf->file + segment->offset + (from - segment->vaddr), to - from };
}

static int load_batch(struct root *root, struct component *component, const struct elf_segment *segment,
		      const struct batch *batch)
{
	uint64_t offset = 0;
	struct elf_bytes part = file_part(&component->elf, segment, batch, &offset);
	seL4_CPtr first;
	int error = pool_frames(&component->pool, batch->pages, &first);

	if (!error && part.count)
		error = frames_write(root, first, batch->pages, offset, part.at, part.count);
	if (!error)
		error = vspace_map(&component->vspace, first, batch->pages, batch->vaddr, segment->flags);
	if (!error && segment->flags & ELF_EXECUTE)
		error = arch_code_ready(first, batch->pages);
	return error;
}

static int load_segment(struct root *root, struct component *component, const struct elf_segment *segment)
{
	uint64_t end = page_round_up(segment->vaddr + segment->memory_bytes);
	struct batch batch = { page_round_down(segment->vaddr), 0 };

	for (; batch.vaddr < end; batch.vaddr += batch.pages << seL4_PageBits) {
		int error;

		batch.pages = (end - batch.vaddr) >> seL4_PageBits;
		if (batch.pages > POOL_FRAMES_MAX)
			batch.pages = POOL_FRAMES_MAX;
		error = load_batch(root, component, segment, &batch);
		if (error)
			return error;
	}
	return 0;
}

int segments_load(struct root *root, struct component *component)
{
	for (unsigned i = 0; i < component->elf.segments_count; i++) {
		int error = load_segment(root, component, &component->elf.segments[i]);

		if (error)
			return error;
	}
	return 0;
}
