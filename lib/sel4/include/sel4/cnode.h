/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * CNode invocations (manual seL4_CNode_*). (service, index, depth) names the
 * slot acted on, (src_root, src_index, src_depth) the one a capability comes
 * from; depth is 1..64. Errors and their order: ABI sheet section 6.5.
 */
#ifndef SEL4_CNODE_H
#define SEL4_CNODE_H

#include <sel4/invoke.h>

/** Delete all capabilities derived from the one in the slot. */
static inline seL4_Error seL4_CNode_Revoke(seL4_CNode service, seL4_Word index, seL4_Uint8 depth)
{
	return sel4_invoke4(service, CNodeRevoke, 0, 2, index, depth, 0, 0);
}

static inline seL4_Error seL4_CNode_Delete(seL4_CNode service, seL4_Word index, seL4_Uint8 depth)
{
	return sel4_invoke4(service, CNodeDelete, 0, 2, index, depth, 0, 0);
}

/** Make every sender queued with the badge of the endpoint capability in the slot try again. */
static inline seL4_Error seL4_CNode_CancelBadgedSends(seL4_CNode service, seL4_Word index, seL4_Uint8 depth)
{
	return sel4_invoke4(service, CNodeCancelBadgedSends, 0, 2, index, depth, 0, 0);
}

static inline seL4_Error seL4_CNode_Copy(seL4_CNode service, seL4_Word dest_index, seL4_Uint8 dest_depth,
					 seL4_CNode src_root, seL4_Word src_index, seL4_Uint8 src_depth,
					 seL4_CapRights_t rights)
{
	seL4_SetCap(0, src_root);
	seL4_SetMR(4, rights.words[0]);
	return sel4_invoke4(service, CNodeCopy, 1, 5, dest_index, dest_depth, src_index, src_depth);
}

/** Copy with a new badge (endpoint, notification) or guard (CNode). */
static inline seL4_Error seL4_CNode_Mint(seL4_CNode service, seL4_Word dest_index, seL4_Uint8 dest_depth,
					 seL4_CNode src_root, seL4_Word src_index, seL4_Uint8 src_depth,
					 seL4_CapRights_t rights, seL4_Word badge)
{
	seL4_SetCap(0, src_root);
	seL4_SetMR(4, rights.words[0]);
	seL4_SetMR(5, badge);
	return sel4_invoke4(service, CNodeMint, 1, 6, dest_index, dest_depth, src_index, src_depth);
}

static inline seL4_Error seL4_CNode_Move(seL4_CNode service, seL4_Word dest_index, seL4_Uint8 dest_depth,
					 seL4_CNode src_root, seL4_Word src_index, seL4_Uint8 src_depth)
{
	seL4_SetCap(0, src_root);
	return sel4_invoke4(service, CNodeMove, 1, 4, dest_index, dest_depth, src_index, src_depth);
}

/** Move with a new guard. */
static inline seL4_Error seL4_CNode_Mutate(seL4_CNode service, seL4_Word dest_index, seL4_Uint8 dest_depth,
					   seL4_CNode src_root, seL4_Word src_index, seL4_Uint8 src_depth,
					   seL4_Word badge)
{
	seL4_SetCap(0, src_root);
	seL4_SetMR(4, badge);
	return sel4_invoke4(service, CNodeMutate, 1, 5, dest_index, dest_depth, src_index, src_depth);
}

/**
 * Move the pivot to the destination and the source to the pivot's slot.
 * The kernel applies @dest_badge to the capability that leaves the pivot and
 * @pivot_badge to the one that leaves the source.
 */
static inline seL4_Error seL4_CNode_Rotate(seL4_CNode service, seL4_Word dest_index, seL4_Uint8 dest_depth,
					   seL4_Word dest_badge, seL4_CNode pivot_root, seL4_Word pivot_index,
					   seL4_Uint8 pivot_depth, seL4_Word pivot_badge, seL4_CNode src_root,
					   seL4_Word src_index, seL4_Uint8 src_depth)
{
	seL4_SetCap(0, pivot_root);
	seL4_SetCap(1, src_root);
	seL4_SetMR(4, pivot_depth);
	seL4_SetMR(5, pivot_badge);
	seL4_SetMR(6, src_index);
	seL4_SetMR(7, src_depth);
	return sel4_invoke4(service, CNodeRotate, 2, 8, dest_index, dest_depth, dest_badge, pivot_index);
}

/** Move the calling thread's reply capability into the slot. */
static inline seL4_Error seL4_CNode_SaveCaller(seL4_CNode service, seL4_Word index, seL4_Uint8 depth)
{
	return sel4_invoke4(service, CNodeSaveCaller, 0, 2, index, depth, 0, 0);
}

#endif
