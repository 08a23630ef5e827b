/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the root task's address space is made of. */
#include "abi/sel4/bootinfo.h"

#include <string.h>

#include "arch/arch.h"
#include "vspace.h"

enum { TSC_MHZ = 1000, ELF_MACHINE_X86_64 = 62 };

/** How many tables of @level map [start, end). */
static u64 tables_of_level(u64 start, u64 end, unsigned level)
{
	unsigned bits = level_bits(level + 1);

	return ((end - 1) >> bits) - (start >> bits) + 1;
}

u64 arch_root_paging_count(u64 start, u64 end)
{
	return tables_of_level(start, end, 3) + tables_of_level(start, end, 2) +
	       tables_of_level(start, end, 1);
}

struct cap arch_root_vspace_create(void *page)
{
	return cap_vspace(page, 0);
}

struct cap arch_root_paging_create(struct cap vspace, u64 start, u64 end, u64 index, void *page)
{
	unsigned level = 3, missing;
	u64 vaddr;

	while (index >= tables_of_level(start, end, level))
		index -= tables_of_level(start, end, level--);
	vaddr = ((start >> level_bits(level + 1)) + index) << level_bits(level + 1);
	*vspace_entry(cap_object(vspace), vaddr, level + 1, &missing) =
		physical_address(page) | ENTRY_PRESENT;
	return cap_table(level, page, vaddr | vspace.w1);
}

struct cap arch_root_frame_create(struct cap vspace, u64 paddr, u64 vaddr, bool executable)
{
	unsigned rights = seL4_RightRead | seL4_RightWrite, missing;

	*vspace_entry(cap_object(vspace), vaddr, 1, &missing) = paddr | ENTRY_PRESENT | ENTRY_FRAME |
								(u64)rights << ENTRY_RIGHTS_SHIFT |
								(executable ? ENTRY_EXECUTE : 0);
	return cap_frame(paddr, 0, false, rights, vaddr | vspace.w1);
}

struct cap arch_root_ioport_control(void)
{
	return cap_null();
}

u64 arch_extra_bootinfo(u8 *at)
{
	const u32 mhz = TSC_MHZ;
	const seL4_BootInfoHeader header = { SEL4_BOOTINFO_HEADER_X86_TSC_FREQ,
					     sizeof(header) + sizeof(mhz) };

	if (at) {
		memcpy(at, &header, sizeof(header));
		memcpy(at + sizeof(header), &mhz, sizeof(mhz));
	}
	return header.len;
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
	return ~0ull;
}

u64 arch_user_top(void)
{
	return HOST_USER_TOP;
}
