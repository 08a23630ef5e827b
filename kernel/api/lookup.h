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

/** Is @root a whole CSpace, one CNode whose guard and radix use up all bits (most are), and knows it @cptr? */
static inline bool lookup_is_flat(struct cap root, u64 cptr)
{
	unsigned radix = cap_cnode_radix(root);

	return cap_type(root) == CAP_CNODE && cap_cnode_guard_bits(root) + radix == seL4_WordBits &&
	       cptr >> radix == cap_cnode_guard(root);
}

/** The slot that @cptr then names. */
static inline struct slot *lookup_flat(struct cap root, u64 cptr)
{
	return (struct slot *)cap_object(root) + (cptr - (cap_cnode_guard(root) << cap_cnode_radix(root)));
}

/** Resolve a whole CPtr in @tcb's CSpace; bits left over are ignored. */
static inline struct lookup lookup_cptr(struct tcb *tcb, u64 cptr)
{
	struct cap root = tcb->slots[TCB_CSPACE].cap;

	return lookup_is_flat(root, cptr) ? (struct lookup){ result_ok(), lookup_flat(root, cptr), 0 }
					  : lookup_bits(root, cptr, seL4_WordBits);
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
