/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "arch.h"
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
#define FAR_TABLE       (TEST_VADDR + 6 * LARGE_BYTES)
#define BEYOND_USER     (seL4_UserTop + 1)

#define ALIGN_DOWN(vaddr, bytes) ((vaddr) & ~((bytes)-1))

/* Which levels SETUP maps before the call in question. */
enum levels { NONE, PDPT, DIRECTORY, TABLE };

enum { VSPACE, FRAME }; /* objects */

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
	map_new(ARCH_LARGE_PAGE, r->object[VSPACE], ALIGN_DOWN(OTHER_TABLE, LARGE_BYTES));
	r->caps[0] = r->object[VSPACE];
	r->mr[0] = OTHER_TABLE;
}

SETUP(ARMPageTableMap)
{
	set_up_table(r, DIRECTORY, arch_table_type(1));
}

BREAK(ARMPageTableMap, mapped)
{
	r->service = map_table(r->object[VSPACE], FAR_TABLE);
}

BREAK(ARMPageTableMap, vspace_kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(ARMPageTableMap, vspace_unassigned)
{
	r->caps[0] = vspace_unassigned();
}

BREAK(ARMPageTableMap, vaddr)
{
	r->mr[0] = BEYOND_USER;
}

BREAK(ARMPageTableMap, asid_gone)
{
	r->caps[0] = vspace_without_pool();
}

BREAK(ARMPageTableMap, asid_of_another)
{
	r->caps[0] = vspace_superseded();
}

BREAK(ARMPageTableMap, all_levels_there)
{
	map_table(r->object[VSPACE], TEST_VADDR);
	r->lasting = 1;
}

BREAK(ARMPageTableMap, large_page_there)
{
	put_large_page(r);
}

BREAK(ARMPageTableMap, huge_page_there)
{
	put_huge_page(r);
}

SETUP(ARMPageTableUnmap)
{
	set_up(r, DIRECTORY);
	r->num_caps = 0;
	r->service = map_table(r->object[VSPACE], TEST_VADDR);
}

BREAK(ARMPageTableUnmap, not_final)
{
	copy_of(r->service, seL4_AllRights);
	r->lasting = 1;
}

SETUP(ARMPageMap)
{
	set_up(r, TABLE);
	r->length = 3;
	r->mr[1] = seL4_ReadWrite.words[0];
	r->service = make_frame();
}

BREAK(ARMPageMap, vspace_kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(ARMPageMap, vspace_unassigned)
{
	r->caps[0] = vspace_unassigned();
}

BREAK(ARMPageMap, mapped_elsewhere)
{
	seL4_CPtr other = vspace_new();

	map_path(other, TEST_VADDR);
	r->service = map_new(ARCH_SMALL_PAGE, other, TEST_VADDR);
}

BREAK(ARMPageMap, mapped_at_other_address)
{
	r->caps[0] = r->object[VSPACE];
	r->service = map_new(ARCH_SMALL_PAGE, r->object[VSPACE], TEST_VADDR + PAGE_BYTES);
}

BREAK(ARMPageMap, vaddr)
{
	r->service = make_frame();
	r->mr[0] = BEYOND_USER;
}

BREAK(ARMPageMap, asid_gone)
{
	r->caps[0] = vspace_without_pool();
}

BREAK(ARMPageMap, asid_of_another)
{
	r->caps[0] = vspace_superseded();
}

BREAK(ARMPageMap, alignment)
{
	r->mr[0] = TEST_VADDR + 8;
}

/* A fresh small frame: larger ones need fewer levels. */
static void aim(struct request *r, seL4_Word vaddr)
{
	r->service = make_frame();
	r->mr[0] = vaddr;
}

BREAK(ARMPageMap, no_level1)
{
	aim(r, OTHER_PDPT);
}

BREAK(ARMPageMap, no_level2)
{
	aim(r, OTHER_DIRECTORY);
}

BREAK(ARMPageMap, huge_page_there)
{
	r->service = make_frame();
	put_huge_page(r);
}

BREAK(ARMPageMap, no_level3)
{
	aim(r, OTHER_TABLE);
}

BREAK(ARMPageMap, large_page_there)
{
	r->service = make_frame();
	put_large_page(r);
}

BREAK(ARMPageMap, large_page_over_table)
{
	r->service = make(ARCH_LARGE_PAGE, 0);
	r->mr[0] = ALIGN_DOWN(TEST_VADDR, LARGE_BYTES);
}

BREAK(ARMPageMap, huge_page_over_tables)
{
	r->service = make_huge_frame();
	r->mr[0] = ALIGN_DOWN(TEST_VADDR, HUGE_BYTES);
}

SETUP(ARMPageUnmap)
{
	set_up(r, TABLE);
	r->num_caps = 0;
	r->service = map_new(ARCH_SMALL_PAGE, r->object[VSPACE], TEST_VADDR);
}

SETUP(ARMPageGetAddress)
{
	r->service = make_frame();
}

/* The caches, by addresses in a VSpace: a page at TEST_VADDR. */
static void set_up_vspace_operation(struct request *r)
{
	set_up(r, TABLE);
	r->num_caps = 0;
	r->service = r->object[VSPACE];
	r->object[FRAME] = map_new(ARCH_SMALL_PAGE, r->object[VSPACE], TEST_VADDR);
	r->length = 2;
	r->mr[0] = TEST_VADDR;
	r->mr[1] = TEST_VADDR + PAGE_BYTES;
}

static void cross_page(struct request *r)
{
	r->mr[0] = TEST_VADDR;
	r->mr[1] = TEST_VADDR + PAGE_BYTES + 1;
}

static void make_read_only(struct request *r)
{
	map_frame(r->object[FRAME], r->object[VSPACE], TEST_VADDR, seL4_CanRead);
	r->lasting = 1;
}

SETUP(ARMVSpaceClean_Data)
{
	set_up_vspace_operation(r);
}

BREAK(ARMVSpaceClean_Data, empty_range)
{
	r->mr[1] = r->mr[0];
}

BREAK(ARMVSpaceClean_Data, over_the_page)
{
	cross_page(r);
}

BREAK(ARMVSpaceClean_Data, unassigned)
{
	r->service = vspace_unassigned();
}

BREAK(ARMVSpaceClean_Data, asid_gone)
{
	r->service = vspace_without_pool();
}

BREAK(ARMVSpaceClean_Data, asid_of_another)
{
	r->service = vspace_superseded();
}

BREAK(ARMVSpaceClean_Data, range_too_high)
{
	r->mr[1] = BEYOND_USER;
}

SETUP(ARMVSpaceInvalidate_Data)
{
	set_up_vspace_operation(r);
}

BREAK(ARMVSpaceInvalidate_Data, empty_range)
{
	r->mr[1] = r->mr[0];
}

BREAK(ARMVSpaceInvalidate_Data, over_the_page)
{
	cross_page(r);
}

BREAK(ARMVSpaceInvalidate_Data, unassigned)
{
	r->service = vspace_unassigned();
}

BREAK(ARMVSpaceInvalidate_Data, asid_gone)
{
	r->service = vspace_without_pool();
}

BREAK(ARMVSpaceInvalidate_Data, asid_of_another)
{
	r->service = vspace_superseded();
}

BREAK(ARMVSpaceInvalidate_Data, range_too_high)
{
	r->mr[1] = BEYOND_USER;
}

BREAK(ARMVSpaceInvalidate_Data, read_only)
{
	make_read_only(r);
}

SETUP(ARMVSpaceCleanInvalidate_Data)
{
	set_up_vspace_operation(r);
}

BREAK(ARMVSpaceCleanInvalidate_Data, empty_range)
{
	r->mr[1] = r->mr[0];
}

BREAK(ARMVSpaceCleanInvalidate_Data, over_the_page)
{
	cross_page(r);
}

SETUP(ARMVSpaceUnify_Instruction)
{
	set_up_vspace_operation(r);
}

BREAK(ARMVSpaceUnify_Instruction, empty_range)
{
	r->mr[1] = r->mr[0];
}

BREAK(ARMVSpaceUnify_Instruction, over_the_page)
{
	cross_page(r);
}

/* The same by offsets in a mapped frame. */
static void set_up_page_operation(struct request *r)
{
	set_up(r, TABLE);
	r->num_caps = 0;
	r->service = r->object[FRAME] = map_new(ARCH_SMALL_PAGE, r->object[VSPACE], TEST_VADDR);
	r->length = 2;
	r->mr[0] = 0;
	r->mr[1] = PAGE_BYTES;
}

/* Another frame takes the place of the one that is invoked. */
static void replace_page(struct request *r)
{
	map_new(ARCH_SMALL_PAGE, r->object[VSPACE], TEST_VADDR);
	r->lasting = 1;
}

/* A frame whose VSpace has lost its ASID. */
static void lose_vspace(struct request *r)
{
	seL4_CPtr vspace = vspace_new();

	map_path(vspace, TEST_VADDR);
	r->service = map_new(ARCH_SMALL_PAGE, vspace, TEST_VADDR);
	REQUIRE(slot_delete(vspace) == seL4_NoError);
}

SETUP(ARMPageClean_Data)
{
	set_up_page_operation(r);
}

BREAK(ARMPageClean_Data, not_mapped)
{
	r->service = make_frame();
}

BREAK(ARMPageClean_Data, empty_range)
{
	r->mr[1] = r->mr[0];
}

BREAK(ARMPageClean_Data, range_too_high)
{
	r->mr[1] = PAGE_BYTES + 1;
}

BREAK(ARMPageClean_Data, stale)
{
	replace_page(r);
}

BREAK(ARMPageClean_Data, asid_gone)
{
	lose_vspace(r);
}

SETUP(ARMPageInvalidate_Data)
{
	set_up_page_operation(r);
}

BREAK(ARMPageInvalidate_Data, not_mapped)
{
	r->service = make_frame();
}

BREAK(ARMPageInvalidate_Data, empty_range)
{
	r->mr[1] = r->mr[0];
}

BREAK(ARMPageInvalidate_Data, range_too_high)
{
	r->mr[1] = PAGE_BYTES + 1;
}

BREAK(ARMPageInvalidate_Data, stale)
{
	replace_page(r);
}

BREAK(ARMPageInvalidate_Data, read_only)
{
	make_read_only(r);
}

SETUP(ARMPageCleanInvalidate_Data)
{
	set_up_page_operation(r);
}

BREAK(ARMPageCleanInvalidate_Data, not_mapped)
{
	r->service = make_frame();
}

BREAK(ARMPageCleanInvalidate_Data, empty_range)
{
	r->mr[1] = r->mr[0];
}

BREAK(ARMPageCleanInvalidate_Data, range_too_high)
{
	r->mr[1] = PAGE_BYTES + 1;
}

BREAK(ARMPageCleanInvalidate_Data, stale)
{
	replace_page(r);
}

SETUP(ARMPageUnify_Instruction)
{
	set_up_page_operation(r);
}

BREAK(ARMPageUnify_Instruction, not_mapped)
{
	r->service = make_frame();
}

BREAK(ARMPageUnify_Instruction, empty_range)
{
	r->mr[1] = r->mr[0];
}

BREAK(ARMPageUnify_Instruction, range_too_high)
{
	r->mr[1] = PAGE_BYTES + 1;
}

BREAK(ARMPageUnify_Instruction, stale)
{
	replace_page(r);
}
