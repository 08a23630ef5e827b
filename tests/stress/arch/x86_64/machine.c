/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "stress_arch.h"
#include "suite/check.h"
#include "suite/env.h"

enum {
	FREE_VECTOR = 40, /* an interrupt that nothing raises */
	FREE_PIN = 23,
	FREE_PORT = 0x80, /* the POST code port: writing has no effect */
};

const seL4_Word arch_edge_addresses[] = {
	0x0000800000000000ul, 0x00007ffffffffffful, 0x00007fffffffe000ul, 0xffff800000000000ul,
	0xffffff8000000000ul, 0xffffffff80000000ul, 0xfffffffffffffff8ul, FREE_PORT,
};
const unsigned arch_edge_addresses_count = sizeof(arch_edge_addresses) / sizeof(arch_edge_addresses[0]);

const seL4_Word arch_memory_types[] = {
	seL4_X86_PDPTObject, seL4_X86_PageDirectoryObject, seL4_X86_PageTableObject,
	seL4_X86_4K,         seL4_X86_LargePageObject,
};
const unsigned arch_memory_types_count = sizeof(arch_memory_types) / sizeof(arch_memory_types[0]);

unsigned arch_machine_caps(seL4_CPtr caps[4])
{
	caps[0] = slot_new();
	caps[1] = slot_new();
	REQUIRE(seL4_X86_IOPortControl_Issue(seL4_CapIOPortControl, FREE_PORT, FREE_PORT,
					     seL4_CapInitThreadCNode, caps[0], ROOT_DEPTH) == seL4_NoError);
	REQUIRE(seL4_IRQControl_GetIOAPIC(seL4_CapIRQControl, seL4_CapInitThreadCNode, caps[1], ROOT_DEPTH, 0,
					  FREE_PIN, 1, 1, FREE_VECTOR) == seL4_NoError);
	return 2;
}
