/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "layout.h"

enum { PAGE_BYTES = 1 << seL4_PageBits };

/* The next area of @bytes, behind an unmapped page. */
static uint64_t place_area(uint64_t *cursor, uint64_t bytes, uint64_t alignment)
{
	uint64_t start = (*cursor + PAGE_BYTES + alignment - 1) / alignment * alignment;

	*cursor = start + page_round_up(bytes);
	return start;
}

void layout_make(struct component *component)
{
	const struct kaal_plan_component *plan = component->plan;
	struct component_layout *layout = &component->layout;
	uint64_t cursor = LAYOUT_IMAGE_END;

	layout->startup_bytes = sizeof(struct kaal_startup) + plan->grants_count * sizeof(struct kaal_grant);
	layout->stack_bytes = page_round_up(plan->stack_bytes);
	layout->heap_bytes = page_round_up(plan->heap_bytes);
	layout->startup = place_area(&cursor, layout->startup_bytes, PAGE_BYTES);
	layout->ipc_buffer = place_area(&cursor, PAGE_BYTES, PAGE_BYTES);
	layout->status = place_area(&cursor, PAGE_BYTES, PAGE_BYTES);
	layout->threads = place_area(&cursor, (plan->threads_max - 1) * 2ull * PAGE_BYTES, PAGE_BYTES);
	layout->stack = place_area(&cursor, layout->stack_bytes, PAGE_BYTES);
	layout->heap = place_area(&cursor, layout->heap_bytes,
				  layout->heap_bytes >= LARGE_PAGE_BYTES ? LARGE_PAGE_BYTES : PAGE_BYTES);
	layout->grants = cursor;
}

static void place_rings(uint64_t *cursor, struct kaal_grant *grant)
{
	uint64_t offset = grant->kind == KAAL_NEED_DT_MMIO ? grant->a % PAGE_BYTES : 0;
	uint64_t start;

	if (!grant->bytes && !grant->back_bytes)
		return;
	start = place_area(cursor, offset + grant->bytes + grant->back_bytes, PAGE_BYTES) + offset;
	grant->vaddr = grant->bytes ? start : 0;
	grant->back_vaddr = grant->back_bytes ? start + grant->bytes : 0;
}

void layout_place_grant(uint64_t *cursor, struct kaal_grant *grant, unsigned frame_bits)
{
	uint64_t frame_bytes = 1ull << frame_bits;

	place_rings(cursor, grant);
	if (!grant->data_bytes)
		return;
	grant->data_vaddr = place_area(cursor, grant->data_bytes, frame_bytes);
	*cursor = (*cursor + frame_bytes - 1) / frame_bytes * frame_bytes;
}
