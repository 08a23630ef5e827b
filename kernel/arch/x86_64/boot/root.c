/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The root task's VSpace and what else of it is this architecture's. */
#include "arch/arch.h"
#include "cap_arch.h"
#include "frame.h"
#include "kernel_map.h"
#include "paging.h"
#include "table.h"
#include "vspace.h"

enum { ELF_MACHINE_X86_64 = 62 };

/** How many structures of @level map [start, end). */
static u64 level_count(u64 start, u64 end, unsigned level)
{
	unsigned shift = paging_shift(level + 1);

	return ((end - 1) >> shift) - (start >> shift) + 1;
}

u64 arch_root_paging_count(u64 start, u64 end)
{
	return level_count(start, end, 3) + level_count(start, end, 2) + level_count(start, end, 1);
}

struct cap arch_root_vspace_create(void *page)
{
	return arch_object_create(seL4_X64_PML4Object, physical_address(page), false);
}

struct cap arch_root_paging_create(struct cap vspace, u64 start, u64 end, u64 index, void *page)
{
	unsigned level = 3;
	u64 vaddr, *table = page;

	for (; index >= level_count(start, end, level); level--)
		index -= level_count(start, end, level);
	vaddr = ((start >> paging_shift(level + 1)) + index) << paging_shift(level + 1);
	*paging_walk(cap_pml4_root(vspace), vaddr, level + 1).entry = table_entry(table, 0);
	return cap_table(level, table, vaddr | cap_pml4_asid(vspace));
}

struct cap arch_root_frame_create(struct cap vspace, u64 paddr, u64 vaddr, bool executable)
{
	unsigned rights = FRAME_READ | FRAME_WRITE;

	*paging_walk(cap_pml4_root(vspace), vaddr, 1).entry =
		frame_entry(paddr, 0, rights, executable ? 0 : seL4_X86_ExecuteNever);
	return cap_frame(paddr, 0, false, rights, vaddr | cap_pml4_asid(vspace));
}

struct cap arch_root_ioport_control(void)
{
	return cap_make(CAP_IO_PORT_CONTROL, 0, 0, 0);
}

u64 arch_extra_frame_bytes(u64 used_bytes, u64 region_bytes)
{
	return region_bytes;
}

bool arch_elf_machine_ok(u16 machine)
{
	return machine == ELF_MACHINE_X86_64;
}

u64 arch_num_iopt_levels(void)
{
	return ~0ull; /* this profile has no IOMMU */
}

u64 arch_user_top(void)
{
	return KERNEL_USER_TOP;
}
