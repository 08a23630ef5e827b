/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Invocations of CNode capabilities (manual section 10.3.1; the invoked CNode is the root of the target slot). */
#include "object/cnode.h"

#include "api/invocation.h"
#include "api/lookup.h"
#include "object/cap_ops.h"
#include "object/ipc.h"
#include "object/tcb.h"

static struct result cnode_cancel_badged(struct slot *target)
{
	struct cap cap = target->cap;

	if (cap_type(cap) != CAP_ENDPOINT || cap_rights(cap) != seL4_RightsMask)
		return result_error(seL4_IllegalOperation);
	if (cap_badge(cap) != 0)
		endpoint_cancel_badged(cap_object(cap), cap_badge(cap));
	return result_ok();
}

static struct result cnode_save_caller(const struct invocation *inv, struct slot *target)
{
	struct slot *caller = &inv->thread->slots[TCB_CALLER];

	if (!slot_is_empty(target))
		return result_error(seL4_DeleteFirst);
	if (!slot_is_empty(caller))
		slot_move(target, caller, caller->cap);
	return result_ok();
}

/** A derived capability goes into @target; nothing derivable is IllegalOperation. */
static struct result cnode_put_derived(struct slot *target, struct slot *source, struct cap cap)
{
	struct derived derived = cap_derive(source, cap);

	if (!result_is_ok(derived.result))
		return derived.result;
	if (cap_type(derived.cap) == CAP_NULL)
		return result_error(seL4_IllegalOperation);
	slot_insert_derived(target, derived.cap, source);
	return result_ok();
}

static struct result cnode_copy(const struct invocation *inv, struct slot *target, struct slot *source)
{
	if (inv->length < 5)
		return result_error(seL4_TruncatedMessage);
	return cnode_put_derived(target, source, cap_mask(source->cap, invocation_word(inv, 4)));
}

static struct result cnode_mint(const struct invocation *inv, struct slot *target, struct slot *source)
{
	struct cap cap;

	if (inv->length < 6)
		return result_error(seL4_TruncatedMessage);
	cap = cap_mask(source->cap, invocation_word(inv, 4));
	return cnode_put_derived(target, source, cap_update(cap, invocation_word(inv, 5), false));
}

static struct result cnode_mutate(const struct invocation *inv, struct slot *target, struct slot *source)
{
	struct cap cap;

	if (inv->length < 5)
		return result_error(seL4_TruncatedMessage);
	cap = cap_update(source->cap, invocation_word(inv, 4), true);
	if (cap_type(cap) == CAP_NULL)
		return result_error(seL4_IllegalOperation);
	slot_move(target, source, cap);
	return result_ok();
}

/** Copy, Mint, Move and Mutate: a capability from a source slot into the empty @target. */
static struct result cnode_transfer(const struct invocation *inv, struct slot *target)
{
	struct lookup source;

	if (inv->length < 4 || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	if (!slot_is_empty(target))
		return result_error(seL4_DeleteFirst);
	source = lookup_source_slot(inv->extra[0]->cap, invocation_word(inv, 2), invocation_word(inv, 3));
	if (!result_is_ok(source.result))
		return source.result;
	if (slot_is_empty(source.slot))
		return result_from_source(result_missing_cap(invocation_word(inv, 3)));

	switch (inv->label) {
	case CNodeCopy:
		return cnode_copy(inv, target, source.slot);
	case CNodeMint:
		return cnode_mint(inv, target, source.slot);
	case CNodeMutate:
		return cnode_mutate(inv, target, source.slot);
	default:
		slot_move(target, source.slot, source.slot->cap);
		return result_ok();
	}
}

/** Pivot's capability goes to @target, source's to the pivot, each with new data. */
static struct result cnode_rotate(const struct invocation *inv, struct slot *target)
{
	struct lookup source, pivot;
	struct cap source_cap, pivot_cap;

	if (inv->length < 8 || !inv->extra[0] || !inv->extra[1])
		return result_error(seL4_TruncatedMessage);
	source = lookup_source_slot(inv->extra[1]->cap, invocation_word(inv, 6), invocation_word(inv, 7));
	if (!result_is_ok(source.result))
		return source.result;
	pivot = lookup_source_slot(inv->extra[0]->cap, invocation_word(inv, 3), invocation_word(inv, 4));
	if (!result_is_ok(pivot.result))
		return pivot.result;
	if (pivot.slot == source.slot || pivot.slot == target)
		return result_error(seL4_IllegalOperation);
	if (source.slot != target && !slot_is_empty(target))
		return result_error(seL4_DeleteFirst);
	if (slot_is_empty(source.slot))
		return result_from_source(result_missing_cap(invocation_word(inv, 7)));
	if (slot_is_empty(pivot.slot))
		return result_missing_cap(invocation_word(inv, 4));
	source_cap = cap_update(source.slot->cap, invocation_word(inv, 5), true);
	pivot_cap = cap_update(pivot.slot->cap, invocation_word(inv, 2), true);
	if (cap_type(source_cap) == CAP_NULL || cap_type(pivot_cap) == CAP_NULL)
		return result_error(seL4_IllegalOperation);

	if (source.slot == target) {
		slot_swap(target, source_cap, pivot.slot, pivot_cap);
	} else {
		slot_move(target, pivot.slot, pivot_cap);
		slot_move(pivot.slot, source.slot, source_cap);
	}
	return result_ok();
}

struct result cnode_invoke(const struct invocation *inv)
{
	struct lookup target;

	if (inv->label < CNodeRevoke || inv->label > CNodeSaveCaller)
		return result_error(seL4_IllegalOperation);
	if (inv->length < 2)
		return result_error(seL4_TruncatedMessage);
	target = lookup_slot(inv->cap, invocation_word(inv, 0), invocation_word(inv, 1));
	if (!result_is_ok(target.result))
		return target.result;

	switch (inv->label) {
	case CNodeRevoke:
		return slot_revoke(target.slot);
	case CNodeDelete:
		return slot_delete(target.slot);
	case CNodeCancelBadgedSends:
		return cnode_cancel_badged(target.slot);
	case CNodeSaveCaller:
		return cnode_save_caller(inv, target.slot);
	case CNodeRotate:
		return cnode_rotate(inv, target.slot);
	default:
		return cnode_transfer(inv, target.slot);
	}
}
