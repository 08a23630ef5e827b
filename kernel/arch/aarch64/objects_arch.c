/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Objects of this architecture, as Untyped_Retype makes them. */
#include "arch/arch.h"
#include "cap_arch.h"

unsigned arch_object_size_bits(unsigned type)
{
	switch (type) {
	case seL4_ARM_HugePageObject:
		return seL4_HugePageBits;
	case seL4_ARM_LargePageObject:
		return seL4_LargePageBits;
	default:
		return seL4_PageBits; /* 4 KiB frame, page table, VSpace */
	}
}

bool arch_object_is_frame(unsigned type)
{
	return type == seL4_ARM_SmallPageObject || type == seL4_ARM_LargePageObject ||
	       type == seL4_ARM_HugePageObject;
}

static struct cap frame_create(unsigned type, u64 paddr, bool device)
{
	unsigned size = (arch_object_size_bits(type) - seL4_PageBits) / 9;

	return cap_frame(paddr, size, device, FRAME_READ | FRAME_WRITE, 0);
}

struct cap arch_object_create(unsigned type, u64 paddr, bool device)
{
	switch (type) {
	case seL4_ARM_PageTableObject:
		return cap_table(kernel_address(paddr), 0);
	case seL4_ARM_VSpaceObject:
		return cap_vspace(kernel_address(paddr), 0);
	default:
		return frame_create(type, paddr, device);
	}
}
