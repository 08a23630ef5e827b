/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Invariants of the derivation tree's list, slot by slot. */
#include "object/tcb.h"
#include "survey.h"

static const char *reply_broken(struct survey *survey, const struct slot *slot)
{
	struct tcb *tcb = cap_object(slot->cap);

	if (slot->prev || slot->next_flags)
		return "a reply capability is in the tree";
	if (!survey_find(survey, tcb, CAP_THREAD))
		return "a reply capability names no thread";
	if (tcb->reply_slot != slot)
		return "a reply capability is not the one that its thread knows";
	return NULL;
}

static const char *links_broken(const struct slot *slot)
{
	struct slot *prev = slot_prev(slot), *next = slot_next(slot);

	if ((prev && slot_next(prev) != slot) || (next && slot_prev(next) != slot))
		return "neighbours in the tree do not agree";
	if ((prev && slot_is_empty(prev)) || (next && slot_is_empty(next)))
		return "an empty slot is in the tree";
	if ((slot->next_flags & SLOT_REVOCABLE) && !(slot->next_flags & SLOT_FIRST_BADGED))
		return "a slot is revocable but not first badged";
	return NULL;
}

static bool slot_links_are_zero(const struct slot *slot)
{
	return slot->cap.w0 == 0 && slot->cap.w1 == 0 && slot->prev == 0 && slot->next_flags == 0;
}

/** Of a zombie's object, only the slots below its count may hold something. */
static const char *zombie_broken(struct cap cap)
{
	struct slot *slots = cap_object(cap);
	u64 count = cap_zombie_of_tcb(cap) ? TCB_SLOTS : 1ull << cap_cnode_radix(cap);

	for (u64 i = cap_zombie_count(cap); i < count; i++)
		if (!slot_is_empty(&slots[i]))
			return "a zombie has a slot in use that it has emptied already";
	return NULL;
}

/** Empty slots of all objects are zero. */
static const char *empty_broken(const struct survey_object *object)
{
	const struct slot *slots = object->at;
	u64 count = object->bytes >> seL4_SlotBits;

	if (object->type != CAP_CNODE && object->type != CAP_THREAD)
		return NULL;
	if (object->type == CAP_THREAD) {
		slots = ((struct tcb *)object->at)->slots;
		count = TCB_SLOTS;
	}
	for (u64 i = 0; i < count; i++)
		if (slot_is_empty(&slots[i]) && !slot_links_are_zero(&slots[i]))
			return "an empty slot is not zero";
	return NULL;
}

/** Walk all lists from their heads: a slot that no walk reaches is in a cycle. */
static const char *cycles_broken(struct survey *survey, unsigned in_tree)
{
	unsigned walked = 0;

	for (unsigned i = 0; i < survey->slot_count; i++) {
		const struct slot *slot = survey->slots[i];

		if (cap_type(slot->cap) == CAP_REPLY || slot_prev(slot))
			continue;
		for (; slot; slot = slot_next(slot))
			if (++walked > in_tree)
				return "the tree has a cycle";
	}
	return walked == in_tree ? NULL : "slots are in a cycle of the tree";
}

const char *tree_broken(struct survey *survey)
{
	const char *broken = NULL;
	unsigned in_tree = 0;

	for (unsigned i = 0; i < survey->slot_count && !broken; i++) {
		const struct slot *slot = survey->slots[i];

		if (!survey_has_slot(slot))
			return "a slot in the tree belongs to no living object";
		if (cap_type(slot->cap) == CAP_REPLY) {
			broken = reply_broken(survey, slot);
			continue;
		}
		in_tree++;
		broken = links_broken(slot);
		if (!broken && cap_type(slot->cap) == CAP_ZOMBIE)
			broken = zombie_broken(slot->cap);
	}
	for (unsigned i = 0; i < survey->object_count && !broken; i++)
		broken = empty_broken(&survey->objects[i]);
	return broken ? broken : cycles_broken(survey, in_tree);
}
