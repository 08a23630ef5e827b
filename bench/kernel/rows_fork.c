/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Setting up copy-on-write for a fork whose parent has 250 written pages: 50 in each
 * of five regions of 2 MiB (program data, heap, two libraries, stack).
 *
 *   fork_unlink_250_dirty   the parent's five page tables are unlinked, one PageTable_Unmap
 *                           each. From then on neither side can write; both fault their
 *                           pages back in, those that they touch. That is not counted.
 *   fork_percopy_250_dirty  for each page: the parent's mapping becomes read-only (Page_Map),
 *                           the child gets a capability (CNode_Copy) and a read-only mapping
 *                           (Page_Map). The child's page tables are there already.
 *
 * Both start from the same state: every page mapped writable in the parent.
 */
#include "invoke.h"

enum {
	REGIONS = 5,
	PAGES_PER_REGION = 50,
	PAGES = REGIONS * PAGES_PER_REGION,
	BASE = 0x40000000,
	SPAN = REGIONS * TABLE_BYTES,
};

static struct {
	seL4_CPtr parent, child;
	seL4_CPtr tables; /* the parent's, REGIONS of them */
	seL4_CPtr pages;  /* the parent's frames */
	seL4_CPtr copies; /* slots for the child's */
	struct samples samples;
} fork;

static seL4_Word page_address(seL4_Word page)
{
	return BASE + page / PAGES_PER_REGION * TABLE_BYTES + page % PAGES_PER_REGION * FRAME_BYTES;
}

static void parent_map_writable(void)
{
	for (seL4_Word i = 0; i < PAGES; i++)
		page_map_timed(fork.pages + i, fork.parent, page_address(i), seL4_ReadWrite);
}

static void parent_link_tables(void)
{
	for (seL4_Word i = 0; i < REGIONS; i++)
		must(arch_table_map(1, fork.tables + i, fork.parent, BASE + i * TABLE_BYTES),
		     "PageTable_Map");
	parent_map_writable();
}

static seL4_Uint32 unlink_all(void)
{
	seL4_Uint32 ticks = 0;

	for (seL4_Word i = 0; i < REGIONS; i++)
		ticks += page_table_unmap_timed(fork.tables + i);
	return ticks;
}

static seL4_Uint32 copy_all(void)
{
	seL4_Uint32 ticks = 0;

	for (seL4_Word i = 0; i < PAGES; i++) {
		seL4_Word vaddr = page_address(i);

		ticks += page_map_timed(fork.pages + i, fork.parent, vaddr, seL4_CanRead);
		ticks += cap_copy_timed(fork.copies + i, fork.pages + i);
		ticks += page_map_timed(fork.copies + i, fork.child, vaddr, seL4_CanRead);
	}
	return ticks;
}

static void delete_copies(void)
{
	for (seL4_Word i = 0; i < PAGES; i++)
		cap_delete(fork.copies + i);
}

void rows_fork(void)
{
	fork.parent = vspace_make_bare(BASE);
	fork.child = vspace_make(BASE, SPAN);
	fork.tables = page_tables_make(fork.parent, BASE, SPAN);
	fork.pages = objects_make(ARCH_FRAME, PAGES);
	fork.copies = slots_take(PAGES);
	parent_map_writable();

	while (sample_add(&fork.samples, unlink_all()))
		parent_link_tables();
	report_samples("fork_unlink_250_dirty", &fork.samples, 0);
	parent_link_tables();

	while (sample_add(&fork.samples, copy_all())) {
		delete_copies();
		parent_map_writable();
	}
	report_samples("fork_percopy_250_dirty", &fork.samples, 0);
}
