/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Objects of this architecture, as Untyped_Retype makes them. */
#include "arch/arch.h"
#include "cap_arch.h"
#include "kernel_map.h"
#include "vspace.h"

unsigned arch_object_size_bits(unsigned type)
{
	switch (type) {
	case seL4_X64_HugePageObject:
		return seL4_HugePageBits;
	case seL4_X86_LargePageObject:
		return seL4_LargePageBits;
	default:
		return seL4_PageBits; /* 4 KiB frame and all paging structures */
	}
}

bool arch_object_is_frame(unsigned type)
{
	return type == seL4_X86_4K || type == seL4_X86_LargePageObject || type == seL4_X64_HugePageObject;
}

static struct cap frame_create(unsigned type, u64 paddr, bool device)
{
	unsigned size = (arch_object_size_bits(type) - seL4_PageBits) / 9;

	return cap_frame(paddr, size, device, FRAME_READ | FRAME_WRITE, 0);
}

struct cap arch_object_create(unsigned type, u64 paddr, bool device)
{
	u64 *table = kernel_address(paddr);

	switch (type) {
	case seL4_X86_PageTableObject:
		return cap_table(1, table, 0);
	case seL4_X86_PageDirectoryObject:
		return cap_table(2, table, 0);
	case seL4_X86_PDPTObject:
		return cap_table(3, table, 0);
	case seL4_X64_PML4Object:
		table[PML4_KERNEL] = kernel_map_entry();
		return cap_pml4(table, 0, 0);
	default:
		return frame_create(type, paddr, device);
	}
}
