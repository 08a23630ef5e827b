/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/check.h"
#include "suite/env.h"
#include "suite/vspace.h"
#include "table/table.h"

/*
 * A VSpace with all levels mapped for TEST_VADDR; the places below lie beside
 * it, one level each, with nothing mapped there.
 */
#define OTHER_PDPT      (TEST_VADDR + 5 * (HUGE_BYTES << 9))
#define OTHER_DIRECTORY (TEST_VADDR + 5 * HUGE_BYTES)
#define OTHER_TABLE     (TEST_VADDR + 5 * LARGE_BYTES)
#define FAR_DIRECTORY   (TEST_VADDR + 6 * HUGE_BYTES)
#define FAR_TABLE       (TEST_VADDR + 6 * LARGE_BYTES)
#define KERNEL_VADDR    0xffff800000000000ul
#define LAST_PAGE       0x7ffffffff000ul

#define ALIGN_DOWN(vaddr, bytes) ((vaddr) & ~((bytes)-1))

/* Which levels SETUP maps before the call in question. */
enum levels { NONE, PDPT, DIRECTORY, TABLE };

enum { VSPACE }; /* objects */

static void set_up(struct request *r, enum levels levels)
{
	r->object[VSPACE] = vspace_new();
	if (levels >= PDPT)
		map_pdpt(r->object[VSPACE], TEST_VADDR);
	if (levels >= DIRECTORY)
		map_directory(r->object[VSPACE], TEST_VADDR);
	if (levels >= TABLE)
		map_table(r->object[VSPACE], TEST_VADDR);
	r->num_caps = 1;
	r->caps[0] = r->object[VSPACE];
	r->mr[0] = TEST_VADDR;
}

static void set_up_table(struct request *r, enum levels levels, seL4_Word type)
{
	set_up(r, levels);
	r->length = 2;
	r->service = make(type, 0);
}

/* A 1 GiB page where a directory would be; a 2 MiB page where a table would be. */
static void put_huge_page(struct request *r)
{
	map_frame(make_huge_frame(), r->object[VSPACE], ALIGN_DOWN(OTHER_DIRECTORY, HUGE_BYTES),
		  seL4_ReadWrite);
	r->caps[0] = r->object[VSPACE];
	r->mr[0] = OTHER_DIRECTORY;
}

static void put_large_page(struct request *r)
{
	map_new(seL4_X86_LargePageObject, r->object[VSPACE], ALIGN_DOWN(OTHER_TABLE, LARGE_BYTES));
	r->caps[0] = r->object[VSPACE];
	r->mr[0] = OTHER_TABLE;
}

SETUP(X86PDPTMap)
{
	set_up_table(r, NONE, seL4_X86_PDPTObject);
}

BREAK(X86PDPTMap, mapped)
{
	r->service = map_pdpt(r->object[VSPACE], OTHER_PDPT);
}

BREAK(X86PDPTMap, vspace_kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(X86PDPTMap, vspace_unassigned)
{
	r->caps[0] = vspace_unassigned();
}

BREAK(X86PDPTMap, vaddr)
{
	r->mr[0] = KERNEL_VADDR;
}

BREAK(X86PDPTMap, asid_gone)
{
	r->caps[0] = vspace_without_pool();
}

BREAK(X86PDPTMap, asid_of_another)
{
	r->caps[0] = vspace_superseded();
}

BREAK(X86PDPTMap, occupied)
{
	map_pdpt(r->object[VSPACE], TEST_VADDR);
	r->lasting = 1;
}

SETUP(X86PDPTUnmap)
{
	set_up(r, NONE);
	r->num_caps = 0;
	r->service = map_pdpt(r->object[VSPACE], TEST_VADDR);
}

BREAK(X86PDPTUnmap, not_final)
{
	copy_of(r->service, seL4_AllRights);
	r->lasting = 1;
}

SETUP(X86PageDirectoryMap)
{
	set_up_table(r, PDPT, seL4_X86_PageDirectoryObject);
}

BREAK(X86PageDirectoryMap, mapped)
{
	r->service = map_directory(r->object[VSPACE], FAR_DIRECTORY);
}

BREAK(X86PageDirectoryMap, vspace_kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(X86PageDirectoryMap, vspace_unassigned)
{
	r->caps[0] = vspace_unassigned();
}

BREAK(X86PageDirectoryMap, vaddr)
{
	r->mr[0] = KERNEL_VADDR;
}

BREAK(X86PageDirectoryMap, asid_gone)
{
	r->caps[0] = vspace_without_pool();
}

BREAK(X86PageDirectoryMap, asid_of_another)
{
	r->caps[0] = vspace_superseded();
}

BREAK(X86PageDirectoryMap, no_pdpt)
{
	r->mr[0] = OTHER_PDPT;
}

BREAK(X86PageDirectoryMap, occupied)
{
	map_directory(r->object[VSPACE], TEST_VADDR);
	r->lasting = 1;
}

BREAK(X86PageDirectoryMap, huge_page_there)
{
	put_huge_page(r);
}

SETUP(X86PageDirectoryUnmap)
{
	set_up(r, PDPT);
	r->num_caps = 0;
	r->service = map_directory(r->object[VSPACE], TEST_VADDR);
}

BREAK(X86PageDirectoryUnmap, not_final)
{
	copy_of(r->service, seL4_AllRights);
	r->lasting = 1;
}

SETUP(X86PageTableMap)
{
	set_up_table(r, DIRECTORY, seL4_X86_PageTableObject);
}

BREAK(X86PageTableMap, mapped)
{
	r->service = map_table(r->object[VSPACE], FAR_TABLE);
}

BREAK(X86PageTableMap, vspace_kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(X86PageTableMap, vspace_unassigned)
{
	r->caps[0] = vspace_unassigned();
}

BREAK(X86PageTableMap, vaddr)
{
	r->mr[0] = KERNEL_VADDR;
}

BREAK(X86PageTableMap, asid_gone)
{
	r->caps[0] = vspace_without_pool();
}

BREAK(X86PageTableMap, asid_of_another)
{
	r->caps[0] = vspace_superseded();
}

BREAK(X86PageTableMap, no_pdpt)
{
	r->mr[0] = OTHER_PDPT;
}

BREAK(X86PageTableMap, no_directory)
{
	r->mr[0] = OTHER_DIRECTORY;
}

BREAK(X86PageTableMap, occupied)
{
	map_table(r->object[VSPACE], TEST_VADDR);
	r->lasting = 1;
}

BREAK(X86PageTableMap, huge_page_there)
{
	put_huge_page(r);
}

BREAK(X86PageTableMap, large_page_there)
{
	put_large_page(r);
}

SETUP(X86PageTableUnmap)
{
	set_up(r, DIRECTORY);
	r->num_caps = 0;
	r->service = map_table(r->object[VSPACE], TEST_VADDR);
}

BREAK(X86PageTableUnmap, not_final)
{
	copy_of(r->service, seL4_AllRights);
	r->lasting = 1;
}

SETUP(X86PageMap)
{
	set_up(r, TABLE);
	r->length = 3;
	r->mr[1] = seL4_ReadWrite.words[0];
	r->service = make_frame();
}

BREAK(X86PageMap, vspace_kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(X86PageMap, vspace_unassigned)
{
	r->caps[0] = vspace_unassigned();
}

BREAK(X86PageMap, mapped_elsewhere)
{
	seL4_CPtr other = vspace_new();

	map_path(other, TEST_VADDR);
	r->service = map_new(seL4_X86_4K, other, TEST_VADDR);
}

BREAK(X86PageMap, mapped_at_other_address)
{
	r->caps[0] = r->object[VSPACE];
	r->service = map_new(seL4_X86_4K, r->object[VSPACE], TEST_VADDR + PAGE_BYTES);
}

BREAK(X86PageMap, vaddr)
{
	r->mr[0] = KERNEL_VADDR;
}

BREAK(X86PageMap, vaddr_end)
{
	r->mr[0] = LAST_PAGE;
}

BREAK(X86PageMap, asid_gone)
{
	r->caps[0] = vspace_without_pool();
}

BREAK(X86PageMap, asid_of_another)
{
	r->caps[0] = vspace_superseded();
}

BREAK(X86PageMap, alignment)
{
	r->mr[0] = TEST_VADDR + 8;
}

/* A fresh small frame: larger ones need fewer levels. */
static void aim(struct request *r, seL4_Word vaddr)
{
	r->service = make_frame();
	r->mr[0] = vaddr;
}

BREAK(X86PageMap, no_pdpt)
{
	aim(r, OTHER_PDPT);
}

BREAK(X86PageMap, no_directory)
{
	aim(r, OTHER_DIRECTORY);
}

BREAK(X86PageMap, huge_page_there)
{
	r->service = make_frame();
	put_huge_page(r);
}

BREAK(X86PageMap, no_table)
{
	aim(r, OTHER_TABLE);
}

BREAK(X86PageMap, large_page_there)
{
	r->service = make_frame();
	put_large_page(r);
}

BREAK(X86PageMap, large_page_over_table)
{
	r->service = make(seL4_X86_LargePageObject, 0);
	r->mr[0] = ALIGN_DOWN(TEST_VADDR, LARGE_BYTES);
}

BREAK(X86PageMap, huge_page_over_directory)
{
	r->service = make_huge_frame();
	r->mr[0] = ALIGN_DOWN(TEST_VADDR, HUGE_BYTES);
}

SETUP(X86PageUnmap)
{
	set_up(r, TABLE);
	r->num_caps = 0;
	r->service = map_new(seL4_X86_4K, r->object[VSPACE], TEST_VADDR);
}

SETUP(X86PageGetAddress)
{
	r->service = make_frame();
}
