/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Deleting and revoking capabilities.
 *
 * The last capability of a CNode or TCB takes the object's own slots with it, and
 * those may hold last capabilities again, to any depth. So the capability becomes a
 * zombie: slots below its count still have to be emptied, last one first. Meeting a
 * nested CNode or TCB, the zombie in hand is exchanged for the inner one and put
 * into the inner one's first slot, which is emptied last; whose content takes the
 * place of the inner capability. So all that is left to do hangs on the slot being
 * deleted, the kernel's stack does not grow, and the work may stop after each step.
 */
#include "object/cnode.h"

#include "kernel.h"
#include "object/cap_ops.h"
#include "object/ipc.h"

/** The last capability of an object goes: first whatever may take long. */
static struct result object_drain(struct cap cap)
{
	bool more = true;

	if (cap_type(cap) == CAP_IRQ_HANDLER)
		return slot_delete(&kernel.irq_slots[cap_irq(cap)]);

	while (more) {
		if (cap_type(cap) == CAP_ENDPOINT)
			more = endpoint_cancel_one(cap_object(cap));
		else if (cap_type(cap) == CAP_NOTIFICATION)
			more = notification_cancel_one(cap_object(cap));
		else
			more = false;
		if (more && kernel_preemption_point())
			return result_preempted();
	}
	return result_ok();
}

/** Delete @slot's capability, or leave a zombie in it. */
static struct result slot_finalise(struct slot *slot)
{
	bool final = slot_is_final(slot);
	struct result result = final ? object_drain(slot->cap) : result_ok();
	struct cap rest;

	if (!result_is_ok(result))
		return result;
	rest = cap_finalise(slot->cap, final);
	if (cap_type(rest) == CAP_ZOMBIE && cap_zombie_count(rest) > 0)
		slot->cap = rest;
	else
		slot_clear(slot);
	return result_ok();
}

static struct slot *zombie_slots(struct cap zombie)
{
	return cap_object(zombie);
}

static bool zombie_contains(struct cap zombie, const struct slot *slot)
{
	return slot >= zombie_slots(zombie) && slot < zombie_slots(zombie) + cap_zombie_count(zombie);
}

/** The last slot of the zombie in @slot is empty. */
static void zombie_shrink(struct slot *slot)
{
	u64 count = cap_zombie_count(slot->cap) - 1;

	if (count == 0)
		slot_clear(slot);
	else
		slot->cap.w1 = count;
}

/** The zombie in @slot has an inner one in its last slot @last: go on with the inner one. */
static void zombie_descend(struct slot *slot, struct slot *last)
{
	struct cap outer = slot->cap, inner = last->cap;
	struct slot *first = zombie_slots(inner);

	slot_swap(slot, outer, last, inner);
	if (cap_zombie_count(outer) == 1)
		slot_clear(last); /* this was the outer one's only work left */
	else if (!zombie_contains(inner, slot))
		slot_swap(last, outer, first, first->cap);
	/* else each contains the other: the outer one stays in its own slot, where revoking its memory finds it */
}

/** A zombie reached its own slot: it moves to its first slot, and @slot's new content is next to be deleted. */
static void zombie_step_aside(struct slot *slot)
{
	struct slot *first = zombie_slots(slot->cap);

	if (first == slot)
		slot_clear(slot);
	else
		slot_swap(slot, slot->cap, first, first->cap);
}

/** One step of emptying the object whose zombie is in @slot. */
static struct result zombie_step(struct slot *slot)
{
	struct slot *last = zombie_slots(slot->cap) + cap_zombie_count(slot->cap) - 1;
	struct result result;

	if (last == slot) {
		zombie_step_aside(slot);
		return result_ok();
	}
	if (!slot_is_empty(last)) {
		result = slot_finalise(last);
		if (!result_is_ok(result))
			return result;
		if (!slot_is_empty(last)) {
			zombie_descend(slot, last);
			return result_ok();
		}
	}
	zombie_shrink(slot);
	return result_ok();
}

struct result slot_delete(struct slot *slot)
{
	while (!slot_is_empty(slot)) {
		bool zombie = cap_type(slot->cap) == CAP_ZOMBIE;
		struct result result = zombie ? zombie_step(slot) : slot_finalise(slot);

		if (!result_is_ok(result))
			return result;
		if (!slot_is_empty(slot) && kernel_preemption_point())
			return result_preempted();
	}
	return result_ok();
}

struct result slot_revoke(struct slot *slot)
{
	while (!slot_is_empty(slot) && slot_has_children(slot)) {
		struct result result = slot_delete(slot_next(slot));

		if (!result_is_ok(result))
			return result;
		if (kernel_preemption_point())
			return result_preempted();
	}
	return result_ok();
}
