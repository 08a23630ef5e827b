/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Memory asked for at run time: for DMA in one piece whose address is known, else in any pieces. */
#include "arch.h"
#include "arch_objects.h"
#include "internal.h"
#include "kernel_calls.h"

enum { PAGE_BYTES = 1 << seL4_PageBits };

static bool may_have(const struct root *root, const struct component *component, enum holding_kind kind,
		     uint64_t bytes, uint64_t allowed)
{
	uint64_t held = 0;

	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		const struct holding *holding = &root->broker.holdings[i];

		if (holding->kind == kind && holding->owner == component->id)
			held += holding->bytes;
	}
	return bytes <= allowed && held <= allowed - bytes;
}

/* A block that counts as the component's own memory. */
static int take_block(struct root *root, struct component *component, unsigned bits, struct block **out)
{
	struct pool *pool = &component->pool;

	if (pool->limit_bytes && pool->bytes + (1ull << bits) > pool->limit_bytes)
		return -EDQUOT;
	*out = memory_take(&root->memory, bits);
	if (!*out)
		return -ENOMEM;
	pool->bytes += block_bytes(*out);
	return 0;
}

static void give_blocks(struct root *root, struct component *component, struct holding *holding)
{
	for (unsigned i = 0; i < HOLDING_BLOCKS_MAX && holding->blocks[i]; i++) {
		component->pool.bytes -= block_bytes(holding->blocks[i]);
		memory_give(&root->memory, holding->blocks[i]); /* its frames end with it */
		holding->blocks[i] = NULL;
	}
	if (holding->frames_count)
		slots_give(&root->slots, holding->frames, holding->frames_count);
	holding->frames_count = 0;
}

static unsigned frame_bits_of(const struct holding *holding)
{
	return holding->bytes >= LARGE_PAGE_BYTES ? seL4_LargePageBits : seL4_PageBits;
}

/* Make frames of all blocks. */
static int make_frames(struct root *root, const struct component *component, struct holding *holding)
{
	unsigned frame_bits = frame_bits_of(holding);
	seL4_Word type = frame_bits == seL4_PageBits ? ARCH_FRAME_OBJECT : ARCH_LARGE_FRAME_OBJECT;
	size_t count = holding->area_bytes >> frame_bits, done = 0;
	int error = slots_take(&root->slots, component->pool.owner, count, &holding->frames);

	if (error)
		return error;
	holding->frames_count = count;
	for (unsigned i = 0; i < HOLDING_BLOCKS_MAX && holding->blocks[i] && done < count; i++) {
		size_t left = block_bytes(holding->blocks[i]) >> frame_bits;

		while (!error && left && done < count) {
			size_t now = left < POOL_FRAMES_MAX ? left : POOL_FRAMES_MAX;

			now = now < count - done ? now : count - done;
			error = kernel_retype(holding->blocks[i]->slot, type, 0, holding->frames + done, now);
			done += now;
			left -= now;
		}
	}
	return error;
}

static int map_frames(struct root *root, struct component *component, struct holding *holding)
{
	unsigned frame_bits = frame_bits_of(holding);
	uint64_t bytes = holding->area_bytes;
	int error;

	holding->area_bytes = 0; /* not in its own way */
	error = area_find(root, component, bytes, 1ull << frame_bits, &holding->vaddr);
	holding->area_bytes = bytes;
	return error ? error
		     : vspace_map_sized(&component->vspace, holding->frames, holding->frames_count,
					frame_bits, holding->vaddr, ELF_READ | ELF_WRITE);
}

static int finish(struct root *root, struct component *component, struct holding *holding, int error)
{
	if (!error)
		error = make_frames(root, component, holding);
	if (!error)
		error = map_frames(root, component, holding);
	if (error) {
		give_blocks(root, component, holding);
		holding_drop(holding);
	}
	return error;
}

static uint64_t round_to_frames(uint64_t bytes)
{
	uint64_t frame = bytes >= LARGE_PAGE_BYTES ? LARGE_PAGE_BYTES : PAGE_BYTES;

	return (bytes + frame - 1) / frame * frame;
}

int dma_make(struct root *root, struct component *component, struct claim *claim, uint64_t bytes,
	     uint64_t align, struct holding **out)
{
	uint64_t allowed = grants_sum(root, component, KAAL_NEED_DMA, claim->name);
	struct holding *holding;
	int error;

	if (!allowed)
		return broker_refuse(root, component, -EPERM,
				     "asks for DMA memory for %s, which its plan does not allow",
				     claim->name);
	if (!bytes || bytes > KAAL_PLAN_DATA_BYTES_MAX || !align || align & (align - 1) ||
	    align > KAAL_PLAN_DATA_BYTES_MAX)
		return -EINVAL;
	if (component->plan->dma_max_bytes && component->plan->dma_max_bytes < allowed)
		allowed = component->plan->dma_max_bytes;
	if (!may_have(root, component, HOLDING_DMA, bytes, allowed))
		return -EDQUOT;
	holding = holding_new(root, component, HOLDING_DMA);
	if (!holding)
		return -ENOSPC;
	holding->claim = (int)(claim - root->broker.claims);
	holding->bytes = bytes;
	holding->area_bytes = round_to_frames(bytes);
	/* a block is aligned to its size */
	error = take_block(root, component,
			   block_bits_for(holding->area_bytes > align ? holding->area_bytes : align),
			   &holding->blocks[0]);
	error = finish(root, component, holding, error);
	if (error)
		return error;
	claim_master(root, claim);
	*out = holding;
	return 0;
}

/* The largest blocks first; there are few. */
static int take_blocks(struct root *root, struct component *component, struct holding *holding)
{
	uint64_t left = holding->area_bytes;

	for (unsigned i = 0; left && i < HOLDING_BLOCKS_MAX; i++) {
		/* the last takes all of the rest */
		unsigned bits = block_bits_for(i + 1 == HOLDING_BLOCKS_MAX ? left : left / 2 + 1);
		int error = take_block(root, component, bits, &holding->blocks[i]);

		if (error)
			return error;
		left -= left < 1ull << bits ? left : 1ull << bits;
	}
	return 0;
}

int memory_make(struct root *root, struct component *component, uint64_t bytes, struct holding **out)
{
	uint64_t allowed = grants_sum(root, component, KAAL_NEED_MEMORY, NULL);
	struct holding *holding;
	int error;

	if (!allowed)
		return broker_refuse(root, component, -EPERM,
				     "asks for memory, which its plan does not allow");
	if (!bytes || !may_have(root, component, HOLDING_MEMORY, bytes, allowed))
		return bytes ? -EDQUOT : -EINVAL;
	holding = holding_new(root, component, HOLDING_MEMORY);
	if (!holding)
		return -ENOSPC;
	holding->bytes = bytes;
	holding->area_bytes = round_to_frames(bytes);
	error = finish(root, component, holding, take_blocks(root, component, holding));
	if (!error)
		*out = holding;
	return error;
}

void memory_release(struct root *root, struct component *component, struct holding *holding, bool hide)
{
	if (hide) {
		vspace_unmap(holding->frames, holding->frames_count);
		holding->area_bytes = 0;
		holding->hidden = true;
		return;
	}
	give_blocks(root, component, holding);
	holding_drop(holding);
}

void memory_abandon(struct root *root, int claim)
{
	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		struct holding *holding = &root->broker.holdings[i];

		if (holding->kind != HOLDING_DMA || holding->claim != claim)
			continue;
		vspace_unmap(holding->frames, holding->frames_count);
		holding_drop(holding);
	}
}
