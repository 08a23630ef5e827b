/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/vspace.h"

#include "suite/check.h"
#include "suite/cpu.h"
#include "suite/env.h"

static void assign(seL4_CPtr pool, seL4_CPtr vspace)
{
	REQUIRE(arch_asid_assign(pool, vspace) == seL4_NoError);
}

static seL4_CPtr make_pool(void)
{
	seL4_CPtr pool = slot_new();

	REQUIRE(arch_asid_pool_make(seL4_CapASIDControl, make_untyped(seL4_ASIDPoolBits),
				    seL4_CapInitThreadCNode, pool, ROOT_DEPTH) == seL4_NoError);
	return pool;
}

seL4_CPtr vspace_unassigned(void)
{
	return make(ARCH_VSPACE, 0);
}

seL4_CPtr vspace_new(void)
{
	seL4_CPtr vspace = vspace_unassigned();

	assign(seL4_CapInitThreadASIDPool, vspace);
	return vspace;
}

seL4_CPtr vspace_without_pool(void)
{
	seL4_CPtr vspace = vspace_unassigned();
	seL4_CPtr pool = make_pool();

	assign(pool, vspace);
	REQUIRE(slot_delete(pool) == seL4_NoError);
	return vspace;
}

/* A new pool takes the lowest free pool number, a new VSpace the lowest free ASID of the pool. */
seL4_CPtr vspace_superseded(void)
{
	seL4_CPtr vspace = vspace_without_pool();

	assign(make_pool(), vspace_unassigned());
	return vspace;
}

static seL4_CPtr map_level(unsigned level, seL4_CPtr vspace, seL4_Word vaddr)
{
	seL4_CPtr table = make(arch_table_type(level), 0);

	REQUIRE(arch_table_map(level, table, vspace, vaddr) == seL4_NoError);
	return table;
}

seL4_CPtr map_pdpt(seL4_CPtr vspace, seL4_Word vaddr)
{
	return map_level(3, vspace, vaddr);
}

seL4_CPtr map_directory(seL4_CPtr vspace, seL4_Word vaddr)
{
	return map_level(2, vspace, vaddr);
}

seL4_CPtr map_table(seL4_CPtr vspace, seL4_Word vaddr)
{
	return map_level(1, vspace, vaddr);
}

void map_path(seL4_CPtr vspace, seL4_Word vaddr)
{
	map_pdpt(vspace, vaddr);
	map_directory(vspace, vaddr);
	map_table(vspace, vaddr);
}

void map_frame(seL4_CPtr frame, seL4_CPtr vspace, seL4_Word vaddr, seL4_CapRights_t rights)
{
	REQUIRE(arch_page_map(frame, vspace, vaddr, rights) == seL4_NoError);
}

seL4_CPtr map_new(seL4_Word type, seL4_CPtr vspace, seL4_Word vaddr)
{
	seL4_CPtr frame = make(type, 0);

	map_frame(frame, vspace, vaddr, seL4_ReadWrite);
	return frame;
}

seL4_CPtr make_huge_frame(void)
{
	seL4_CPtr slot = slot_new();
	seL4_CPtr untyped;

	if (!cpu_has_huge_pages())
		test_skip("the processor has no 1 GiB pages");
	if (!device_untyped(seL4_HugePageBits + 3, &untyped))
		test_skip("no large gap in physical memory");
	REQUIRE(seL4_Untyped_Retype(untyped, ARCH_HUGE_PAGE, 0, seL4_CapInitThreadCNode, 0, 0, slot, 1) ==
		seL4_NoError);
	return slot;
}
