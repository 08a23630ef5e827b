/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Invariants of memory: objects do not overlap, all capabilities to one object
 * stand together in the tree, and an untyped's descendants are exactly what lies in it.
 */
#include <stdlib.h>

#include "survey.h"

enum { NO_PARENT = -1, DEPTH_MAX = 64 };

/** A capability with memory. */
struct range {
	u64 start, end;
	int order;  /* place in the tree's lists */
	int parent; /* order of the innermost untyped that it descends from */
	struct slot *slot;
};

static struct range ranges[SURVEY_SLOTS_MAX];

static bool is_untyped(const struct range *range)
{
	return cap_type(range->slot->cap) == CAP_UNTYPED;
}

static bool contains(const struct range *outer, const struct range *inner)
{
	return inner->start >= outer->start && inner->end <= outer->end;
}

static bool range_of(struct cap cap, u64 *start, u64 *bytes)
{
	u64 tcb_mask = (1ull << seL4_TCBBits) - 1;

	switch (cap_type(cap)) {
	case CAP_UNTYPED:
		*start = cap_paddr(cap);
		*bytes = 1ull << cap_untyped_size_bits(cap);
		return true;
	case CAP_FRAME:
		*start = cap_paddr(cap);
		*bytes = 1ull << cap_frame_size_bits(cap);
		return true;
	case CAP_ENDPOINT:
		*bytes = 1ull << seL4_EndpointBits;
		break;
	case CAP_NOTIFICATION:
		*bytes = 1ull << seL4_NotificationBits;
		break;
	case CAP_THREAD:
		*bytes = 1ull << seL4_TCBBits;
		break;
	case CAP_CNODE:
		*bytes = 1ull << (cap_cnode_radix(cap) + seL4_SlotBits);
		break;
	case CAP_ZOMBIE:
		*bytes = cap_zombie_of_tcb(cap) ? tcb_mask + 1
						: 1ull << (cap_cnode_radix(cap) + seL4_SlotBits);
		break;
	default:
		return cap_is_arch(cap) && arch_cap_range(cap, start, bytes);
	}
	*start = physical_address(cap_object(cap)) & ~(*bytes - 1);
	return true;
}

/** Collect the ranges in the tree's order. @return their number */
static unsigned collect(struct survey *survey)
{
	unsigned count = 0;
	int order = 0;

	for (unsigned i = 0; i < survey->slot_count; i++) {
		struct slot *slot = survey->slots[i];
		int stack[DEPTH_MAX], depth = 0;

		if (cap_type(slot->cap) == CAP_REPLY || slot_prev(slot))
			continue;
		order += 2; /* lists are apart */
		for (; slot; slot = slot_next(slot), order++) {
			struct range *range = &ranges[count];
			u64 start, bytes;

			if (!range_of(slot->cap, &start, &bytes))
				continue;
			*range = (struct range){ start, start + bytes, order, NO_PARENT, slot };
			while (depth > 0 && !contains(&ranges[stack[depth - 1]], range))
				depth--;
			if (depth > 0)
				range->parent = ranges[stack[depth - 1]].order;
			if (is_untyped(range) && depth < DEPTH_MAX)
				stack[depth++] = (int)count;
			count++;
		}
	}
	return count;
}

static int compare(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	if (is_untyped(x) != is_untyped(y))
		return is_untyped(x) ? -1 : 1;
	return x->order - y->order;
}

/** @inner lies where @outer lies, and comes behind it in the sorted ranges. */
static const char *pair_broken(const struct range *outer, const struct range *inner,
			       const struct range *before)
{
	if (!contains(outer, inner))
		return "two objects overlap";
	if (is_untyped(outer)) {
		const struct cap untyped = outer->slot->cap;

		if (inner->parent != outer->order)
			return "what lies in an untyped does not descend from it";
		if (!(outer->slot->next_flags & SLOT_REVOCABLE))
			return "an untyped has children that it cannot revoke";
		if (inner->end > outer->start + cap_untyped_used(untyped))
			return "an untyped has a child in its free part";
		return NULL;
	}
	if (is_untyped(inner) || inner->start != outer->start || inner->end != outer->end)
		return "an object lies inside another one";
	if (inner->order != before->order + 1)
		return "capabilities to one object do not stand together in the tree";
	return NULL;
}

static const char *untyped_broken(struct cap cap)
{
	u64 bytes = 1ull << cap_untyped_size_bits(cap);

	if (cap_untyped_used(cap) > bytes || cap_untyped_clean(cap) > bytes - cap_untyped_used(cap))
		return "an untyped has more in use than it has";
	return cap_paddr(cap) % bytes ? "an untyped is not aligned to its size" : NULL;
}

const char *memory_broken(struct survey *survey)
{
	unsigned count = collect(survey);
	const struct range *stack[DEPTH_MAX];
	int depth = 0;

	qsort(ranges, count, sizeof(ranges[0]), compare);
	for (unsigned i = 0; i < count; i++) {
		const struct range *range = &ranges[i];
		const char *broken = is_untyped(range) ? untyped_broken(range->slot->cap) : NULL;

		while (depth > 0 && stack[depth - 1]->end <= range->start)
			depth--;
		if (!broken && depth > 0)
			broken = pair_broken(stack[depth - 1], range, range - 1);
		if (!broken && depth == 0 && range->parent != NO_PARENT)
			broken = "a capability descends from an untyped that it does not lie in";
		if (broken)
			return broken;
		if (depth == 0 || is_untyped(stack[depth - 1])) {
			if (depth == DEPTH_MAX)
				return "untypeds are nested too deeply for the survey";
			stack[depth++] = range;
		}
	}
	return NULL;
}
