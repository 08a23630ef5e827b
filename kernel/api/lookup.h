/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From CPtrs to slots (manual section 3.3; ABI sheet section 3). */
#ifndef KERNEL_API_LOOKUP_H
#define KERNEL_API_LOOKUP_H

#include "api/result.h"
#include "object/objects.h"

struct lookup {
	struct result result; /* ok, or a failed lookup */
	struct slot *slot;    /* when ok */
	u64 bits_left;        /* not used up: the slot holds no CNode */
};

/** Resolve @bits bits of @cptr from capability @root. */
struct lookup lookup_bits(struct cap root, u64 cptr, u64 bits);

/**
 * The slot that a whole CPtr names in a CSpace whose one CNode uses up all bits, which most have.
 * @return NULL if it is another kind, or does not know the CPtr: lookup_bits tells
 */
static inline struct slot *lookup_flat(struct cap root, u64 cptr)
{
	unsigned guard_bits = cap_cnode_guard_bits(root), radix = cap_cnode_radix(root);

	if (cap_type(root) != CAP_CNODE || guard_bits + radix != seL4_WordBits || cptr >> radix != cap_cnode_guard(root))
		return NULL;
	return (struct slot *)cap_object(root) + (cptr << guard_bits >> guard_bits);
}

/** Resolve a whole CPtr in @tcb's CSpace; bits left over are ignored. */
static inline struct lookup lookup_cptr(struct tcb *tcb, u64 cptr)
{
	struct cap root = tcb->slots[TCB_CSPACE].cap;
	struct slot *slot = lookup_flat(root, cptr);

	return slot ? (struct lookup){ result_ok(), slot, 0 } : lookup_bits(root, cptr, seL4_WordBits);
}

/**
 * The slot that a CNode operation names.
 * @return FailedLookup (as of the target), RangeError(1, 64) for the depth
 */
struct lookup lookup_slot(struct cap root, u64 index, u64 depth);

/** As lookup_slot, with failures marked as those of the source. */
struct lookup lookup_source_slot(struct cap root, u64 index, u64 depth);

/** As lookup_slot; DeleteFirst if the slot is in use. */
struct lookup lookup_empty_slot(struct cap root, u64 index, u64 depth);

#endif
