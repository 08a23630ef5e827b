/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The derivation tree's list. */
#include "object/slot.h"

#include "object/cap_ops.h"

static void slot_set_prev(struct slot *slot, struct slot *prev)
{
	slot->prev = (u64)prev;
}

static void slot_set_next(struct slot *slot, struct slot *next)
{
	slot->next_flags = (u64)next | (slot->next_flags & SLOT_FLAGS);
}

static void slot_insert_after(struct slot *dest, struct cap cap, struct slot *parent, u64 flags)
{
	struct slot *next = slot_next(parent);

	dest->cap = cap;
	dest->prev = (u64)parent;
	dest->next_flags = (u64)next | flags;
	slot_set_next(parent, dest);
	if (next)
		slot_set_prev(next, dest);
}

void slot_set_root(struct slot *dest, struct cap cap)
{
	*dest = (struct slot){ .cap = cap, .next_flags = SLOT_FLAGS };
}

void slot_insert_derived(struct slot *dest, struct cap cap, struct slot *parent)
{
	bool revocable = cap_revocable(cap, parent->cap);

	/* two capabilities for the same untyped memory: the parent may not hand it out as well */
	if (cap_type(cap) == CAP_UNTYPED && cap_type(parent->cap) == CAP_UNTYPED)
		parent->cap =
			cap_untyped_progress(parent->cap, 1ull << cap_untyped_size_bits(parent->cap), 0);
	slot_insert_after(dest, cap, parent, revocable ? SLOT_FLAGS : 0);
}

void slot_insert_object(struct slot *dest, struct cap cap, struct slot *parent)
{
	slot_insert_after(dest, cap, parent, SLOT_FLAGS);
}

void slot_move(struct slot *dest, struct slot *src, struct cap cap)
{
	struct slot *prev = slot_prev(src), *next = slot_next(src);

	*dest = *src;
	dest->cap = cap;
	*src = (struct slot){ .prev = 0 };
	if (prev)
		slot_set_next(prev, dest);
	if (next)
		slot_set_prev(next, dest);
	if (cap_type(cap) == CAP_REPLY)
		((struct tcb *)cap_object(cap))->reply_slot = dest;
}

void slot_swap(struct slot *a, struct cap a_cap, struct slot *b, struct cap b_cap)
{
	struct slot between;

	slot_move(&between, a, a_cap);
	slot_move(a, b, b_cap);
	slot_move(b, &between, a_cap);
}

void slot_clear(struct slot *slot)
{
	struct slot *prev = slot_prev(slot), *next = slot_next(slot);

	if (prev)
		slot_set_next(prev, next);
	if (next) {
		slot_set_prev(next, prev);
		next->next_flags |= slot->next_flags & SLOT_FIRST_BADGED;
	}
	*slot = (struct slot){ .prev = 0 };
}

static bool cap_is_badgeable(struct cap cap)
{
	return cap_type(cap) == CAP_ENDPOINT || cap_type(cap) == CAP_NOTIFICATION;
}

bool slot_has_children(const struct slot *slot)
{
	const struct slot *next = slot_next(slot);

	if (!next || !(slot->next_flags & SLOT_REVOCABLE) || !cap_covers(slot->cap, next->cap))
		return false;
	if (cap_is_badgeable(slot->cap) && cap_badge(slot->cap) != 0)
		return cap_badge(slot->cap) == cap_badge(next->cap) &&
		       !(next->next_flags & SLOT_FIRST_BADGED);
	return true;
}

bool slot_is_final(const struct slot *slot)
{
	const struct slot *prev = slot_prev(slot), *next = slot_next(slot);

	return !(prev && cap_same_object(prev->cap, slot->cap)) &&
	       !(next && cap_same_object(slot->cap, next->cap));
}

bool slot_delete_is_long(const struct slot *slot)
{
	switch (cap_type(slot->cap)) {
	case CAP_CNODE:
	case CAP_THREAD:
		return slot_is_final(slot);
	case CAP_ZOMBIE:
		return true;
	default:
		return false;
	}
}
