/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Untyped memory (manual section 10.3.1, seL4_Untyped_*). */
#ifndef SEL4_UNTYPED_H
#define SEL4_UNTYPED_H

#include <sel4/invoke.h>

/**
 * Make objects out of untyped memory.
 *
 * @param type         seL4_ObjectType or seL4_ArchObjectType
 * @param size_bits    for Untyped log2 of bytes, for CapTable log2 of slots, else unused
 * @param root         CNode from which the destination CNode is looked up
 * @param node_index   with @node_depth: the destination CNode; depth 0 means @root itself
 * @param node_offset  first slot filled
 * @param num_objects  1..256
 * @return seL4_NoError, or the first failed check of ABI sheet section 6.6
 */
static inline seL4_Error seL4_Untyped_Retype(seL4_Untyped service, seL4_Word type, seL4_Word size_bits,
					     seL4_CNode root, seL4_Word node_index, seL4_Word node_depth,
					     seL4_Word node_offset, seL4_Word num_objects)
{
	seL4_SetCap(0, root);
	seL4_SetMR(4, node_offset);
	seL4_SetMR(5, num_objects);
	return sel4_invoke4(service, UntypedRetype, 1, 6, type, size_bits, node_index, node_depth);
}

#endif
