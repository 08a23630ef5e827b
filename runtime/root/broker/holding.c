/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Records of what was given to whom, and what is free for more. */
#include "internal.h"
#include "threads.h"

enum { GENERATION_SHIFT = 16 };

/* of each component's addresses: above everything that its layout knows */
#define AREAS_FIRST 0x6000000000ull
#define AREAS_END   0x7f00000000ull

struct holding *holding_new(struct root *root, const struct component *owner, enum holding_kind kind)
{
	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		struct holding *holding = &root->broker.holdings[i];

		if (holding->kind != HOLDING_FREE)
			continue;
		*holding = (struct holding){ .kind = kind,
					     .owner = owner->id,
					     .generation = ++root->broker.generation,
					     .claim = -1,
					     .signal = NO_SIGNAL,
					     .line = NO_LINE };
		return holding;
	}
	return NULL;
}

void holding_drop(struct holding *holding)
{
	holding->kind = HOLDING_FREE;
}

uint64_t holding_handle(const struct root *root, const struct holding *holding)
{
	return (uint64_t)holding->generation << GENERATION_SHIFT |
	       (uint64_t)(holding - root->broker.holdings);
}

struct holding *holding_find(struct root *root, const struct component *owner, uint64_t handle)
{
	uint64_t index = handle & ((1u << GENERATION_SHIFT) - 1);
	struct holding *holding;

	if (index >= HOLDINGS_MAX)
		return NULL;
	holding = &root->broker.holdings[index];
	return holding->kind != HOLDING_FREE && !holding->hidden && holding->owner == owner->id &&
			       holding->generation == handle >> GENERATION_SHIFT
		       ? holding
		       : NULL;
}

/* What of the component is mapped at run time within [start, end). */
static const struct holding *area_taken(const struct root *root, const struct component *component,
					uint64_t start, uint64_t end)
{
	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		const struct holding *holding = &root->broker.holdings[i];

		if (holding->kind != HOLDING_FREE && holding->owner == component->id && holding->area_bytes &&
		    page_round_down(holding->vaddr) < end &&
		    start < page_round_down(holding->vaddr) + holding->area_bytes)
			return holding;
	}
	return NULL;
}

int area_find(const struct root *root, const struct component *component, uint64_t bytes, uint64_t align,
	      uint64_t *vaddr)
{
	const uint64_t gap = 1ull << seL4_PageBits;
	uint64_t start = AREAS_FIRST + align;
	const struct holding *taken;

	while (start < AREAS_END && (taken = area_taken(root, component, start - gap, start + bytes + gap)))
		start = (page_round_down(taken->vaddr) + taken->area_bytes + gap + align - 1) / align * align;
	*vaddr = start;
	return bytes < AREAS_END - AREAS_FIRST && start + bytes < AREAS_END ? 0 : -ENOMEM;
}

static bool slot_is_taken(const struct root *root, const struct component *component, uint64_t slot)
{
	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		const struct holding *holding = &root->broker.holdings[i];

		if (holding->kind != HOLDING_FREE && holding->owner == component->id && holding->slot == slot)
			return true;
	}
	return false;
}

int slot_find(struct root *root, const struct component *component, uint64_t *slot)
{
	for (uint64_t i = threads_slots_end(root, component); i >> component->plan->cnode_bits == 0; i++)
		if (!slot_is_taken(root, component, i)) {
			*slot = i;
			return 0;
		}
	return broker_refuse(root, component, -ENOSPC,
			     "has no free capability slot: its plan makes its CSpace too small");
}

int signal_find(const struct root *root, const struct component *component, int *signal)
{
	uint64_t taken = 0;

	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		const struct holding *holding = &root->broker.holdings[i];

		if (holding->kind == HOLDING_IRQ && holding->owner == component->id &&
		    holding->signal != NO_SIGNAL)
			taken |= 1ull << holding->signal;
	}
	for (int bit = KAAL_SIGNAL_RUNTIME; bit <= KAAL_SIGNAL_RUNTIME_LAST; bit++)
		if (!(taken & 1ull << bit)) {
			*signal = bit;
			return 0;
		}
	return -ENOSPC;
}
