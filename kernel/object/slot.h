/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Capability slots and the derivation tree.
 *
 * The tree is kept as a doubly linked list in depth-first order; who descends from
 * whom follows from the capabilities themselves and two flags per slot (manual
 * section 3.1.4; docs/spec/kernel-abi.md). Reply capabilities are not in the list:
 * there is at most one per caller, and the caller's TCB points at its slot.
 */
#ifndef KERNEL_OBJECT_SLOT_H
#define KERNEL_OBJECT_SLOT_H

#include "object/cap.h"

/** A capability slot, 32 bytes, aligned to its size. An empty slot is all zero. */
struct slot {
	struct cap cap;
	u64 prev;       /* struct slot *, or 0 */
	u64 next_flags; /* struct slot * | SLOT_REVOCABLE | SLOT_FIRST_BADGED */
};

_Static_assert(sizeof(struct slot) == 1 << seL4_SlotBits, "slot size is ABI");

enum { SLOT_FIRST_BADGED = 1, SLOT_REVOCABLE = 2, SLOT_FLAGS = 3 };

static inline struct slot *slot_next(const struct slot *slot)
{
	return (struct slot *)(slot->next_flags & ~(u64)SLOT_FLAGS);
}

static inline struct slot *slot_prev(const struct slot *slot)
{
	return (struct slot *)slot->prev;
}

static inline bool slot_is_empty(const struct slot *slot)
{
	return cap_type(slot->cap) == CAP_NULL;
}

/** Put @cap into empty @dest as a root of the tree, both flags set (initial capabilities). */
void slot_set_root(struct slot *dest, struct cap cap);

/** Put @cap, derived from @parent's capability, into empty @dest, directly after @parent. */
void slot_insert_derived(struct slot *dest, struct cap cap, struct slot *parent);

/** Put the capability of a new object into empty @dest, directly after @parent, both flags set. */
void slot_insert_object(struct slot *dest, struct cap cap, struct slot *parent);

/** Move @src's place in the tree to empty @dest, with @cap as its new value; @src becomes empty. */
void slot_move(struct slot *dest, struct slot *src, struct cap cap);

/** Exchange two slots, each with a new value for the capability it gives away. */
void slot_swap(struct slot *a, struct cap a_cap, struct slot *b, struct cap b_cap);

/** Unlink @slot and make it empty. The capability must be finalised already. */
void slot_clear(struct slot *slot);

/** Is the list entry behind @slot its descendant? */
bool slot_has_children(const struct slot *slot);

/** Does no other slot refer to the same object? */
bool slot_is_final(const struct slot *slot);

/** Is @slot's capability the last one of a CNode or TCB, or the rest of one? Deleting it takes long. */
bool slot_delete_is_long(const struct slot *slot);

#endif
