/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "stress_arch.h"
#include "suite/check.h"
#include "suite/env.h"

enum { FREE_IRQ = 150, SPARE_SGI = 9 };

const seL4_Word arch_edge_addresses[] = {
	0x0000800000000000ul, 0x00007ffffffffffful, 0x00007fffffffe000ul, 0x0001000000000000ul,
	0xffff000000000000ul, 0xffffff8000000000ul, 0xffffff8040000000ul, 0xfffffffffffffff8ul,
};
const unsigned arch_edge_addresses_count = sizeof(arch_edge_addresses) / sizeof(arch_edge_addresses[0]);

const seL4_Word arch_memory_types[] = {
	seL4_ARM_PageTableObject, seL4_ARM_PageTableObject, seL4_ARM_PageTableObject,
	seL4_ARM_SmallPageObject, seL4_ARM_LargePageObject,
};
const unsigned arch_memory_types_count = sizeof(arch_memory_types) / sizeof(arch_memory_types[0]);

unsigned arch_machine_caps(seL4_CPtr caps[4])
{
	caps[0] = slot_new();
	caps[1] = slot_new();
	REQUIRE(seL4_IRQControl_Get(seL4_CapIRQControl, FREE_IRQ, seL4_CapInitThreadCNode, caps[0],
				    ROOT_DEPTH) == seL4_NoError);
	REQUIRE(seL4_IRQControl_IssueSGISignal(seL4_CapIRQControl, SPARE_SGI, 0, seL4_CapInitThreadCNode,
					       caps[1], ROOT_DEPTH) == seL4_NoError);
	return 2;
}
