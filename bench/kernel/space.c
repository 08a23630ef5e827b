/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "bench.h"

extern const char _start[]; /* in the first page of the image */

seL4_CPtr page_tables_make(seL4_CPtr vspace, seL4_Word vaddr, seL4_Word bytes)
{
	seL4_Word count = (bytes + TABLE_BYTES - 1) / TABLE_BYTES;
	seL4_CPtr first = objects_make(arch_table_type(1), count);

	for (seL4_Word i = 0; i < count; i++)
		must(arch_table_map(1, first + i, vspace, vaddr + i * TABLE_BYTES), "PageTable_Map");
	return first;
}

seL4_CPtr vspace_make_bare(seL4_Word vaddr)
{
	seL4_CPtr vspace = object_make(ARCH_VSPACE, 0);

	must(arch_asid_assign(vspace), "ASIDPool_Assign");
	for (unsigned level = 3; level > 1; level--)
		must(arch_table_map(level, object_make(arch_table_type(level), 0), vspace, vaddr),
		     "mapping a table above page tables");
	return vspace;
}

seL4_CPtr vspace_make(seL4_Word vaddr, seL4_Word bytes)
{
	seL4_CPtr vspace = vspace_make_bare(vaddr);

	page_tables_make(vspace, vaddr, bytes);
	return vspace;
}

static seL4_Word image_base(void)
{
	return (seL4_Word)_start & ~(seL4_Word)(FRAME_BYTES - 1);
}

seL4_CPtr image_frame(const void *address)
{
	return bench.info->userImageFrames.start + ((seL4_Word)address - image_base()) / FRAME_BYTES;
}

seL4_CPtr vspace_clone(void)
{
	seL4_SlotRegion frames = bench.info->userImageFrames;
	seL4_Word base = image_base(), count = sel4_region_count(frames);
	seL4_Word table_base = base & ~(seL4_Word)(TABLE_BYTES - 1);
	seL4_CPtr vspace = vspace_make(table_base, base + count * FRAME_BYTES - table_base);
	seL4_CPtr copies = slots_take(count);

	for (seL4_Word i = 0; i < count; i++) {
		cap_copy(copies + i, frames.start + i);
		must(arch_page_map(copies + i, vspace, base + i * FRAME_BYTES, seL4_ReadWrite),
		     "Page_Map of the image");
	}
	return vspace;
}
