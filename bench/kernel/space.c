/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "bench.h"

extern const char _start[]; /* in the first page of the image */

seL4_CPtr page_tables_make(seL4_CPtr vspace, seL4_Word vaddr, seL4_Word bytes)
{
	seL4_Word count = (bytes + TABLE_BYTES - 1) / TABLE_BYTES;
	seL4_CPtr first = objects_make(seL4_X86_PageTableObject, count);

	for (seL4_Word i = 0; i < count; i++)
		must(seL4_X86_PageTable_Map(first + i, vspace, vaddr + i * TABLE_BYTES,
					    seL4_X86_Default_VMAttributes),
		     "PageTable_Map");
	return first;
}

seL4_CPtr vspace_make_bare(seL4_Word vaddr)
{
	seL4_CPtr vspace = object_make(seL4_X64_PML4Object, 0);
	seL4_CPtr pdpt = object_make(seL4_X86_PDPTObject, 0);
	seL4_CPtr directory = object_make(seL4_X86_PageDirectoryObject, 0);

	must(seL4_X86_ASIDPool_Assign(seL4_CapInitThreadASIDPool, vspace), "ASIDPool_Assign");
	must(seL4_X86_PDPT_Map(pdpt, vspace, vaddr, seL4_X86_Default_VMAttributes), "PDPT_Map");
	must(seL4_X86_PageDirectory_Map(directory, vspace, vaddr, seL4_X86_Default_VMAttributes),
	     "PageDirectory_Map");
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
		must(seL4_X86_Page_Map(copies + i, vspace, base + i * FRAME_BYTES, seL4_ReadWrite,
				       seL4_X86_Default_VMAttributes),
		     "Page_Map of the image");
	}
	return vspace;
}
