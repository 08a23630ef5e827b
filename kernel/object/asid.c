/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "object/asid.h"

#include "api/lookup.h"
#include "arch/arch.h"
#include "arch_labels.h"

struct cap asid_pool_create(void *page, unsigned index)
{
	kernel.asid_pools[index] = page;
	return cap_make(CAP_ASID_POOL, (u64)page, 0, (u64)index * ASID_POOL_ENTRIES);
}

struct cap asid_assign(struct cap vspace, u64 asid)
{
	kernel.asid_pools[asid / ASID_POOL_ENTRIES]->root[asid % ASID_POOL_ENTRIES] =
		arch_vspace_root(vspace);
	return arch_vspace_assign(vspace, asid);
}

/** Number of a free pool, ARCH_ASID_POOLS if there is none. */
static unsigned asid_pool_find_free(void)
{
	unsigned index = 0;

	while (index < ARCH_ASID_POOLS && kernel.asid_pools[index])
		index++;
	return index;
}

static bool asid_pool_fits(struct cap untyped)
{
	return cap_type(untyped) == CAP_UNTYPED && cap_untyped_size_bits(untyped) == seL4_ASIDPoolBits &&
	       !cap_untyped_device(untyped);
}

struct result asid_control_invoke(const struct invocation *inv)
{
	unsigned index = asid_pool_find_free();
	struct slot *untyped = inv->extra[0];
	struct lookup dest;
	void *page;

	if (inv->label != ARCH_LABEL_ASID_MAKE_POOL)
		return result_error(seL4_IllegalOperation);
	if (inv->length < 2 || !inv->extra[0] || !inv->extra[1])
		return result_error(seL4_TruncatedMessage);
	if (index == ARCH_ASID_POOLS)
		return result_error(seL4_DeleteFirst);
	if (!asid_pool_fits(untyped->cap))
		return result_invalid_cap(1);
	if (slot_has_children(untyped))
		return result_error(seL4_RevokeFirst);
	dest = lookup_empty_slot(inv->extra[1]->cap, invocation_word(inv, 0), invocation_word(inv, 1));
	if (!result_is_ok(dest.result))
		return dest.result;

	page = kernel_address(cap_paddr(untyped->cap));
	arch_clear_memory(page, 1 << seL4_ASIDPoolBits);
	untyped->cap = cap_untyped_progress(untyped->cap, 1 << seL4_ASIDPoolBits, 0); /* all is in use */
	slot_insert_derived(dest.slot, asid_pool_create(page, index), untyped);
	return result_ok();
}

/** Lowest free ASID of the pool that starts at @base, never 0; @base + ASID_POOL_ENTRIES if it is full. */
static u64 asid_find_free(const struct asid_pool *pool, u64 base)
{
	u64 index = base == 0 ? 1 : 0;

	while (index < ASID_POOL_ENTRIES && pool->root[index])
		index++;
	return base + index;
}

struct result asid_pool_invoke(const struct invocation *inv)
{
	struct asid_pool *pool = cap_object(inv->cap), *registered;
	u64 base = inv->cap.w1, asid;
	struct slot *vspace = inv->extra[0];

	if (inv->label != ARCH_LABEL_ASID_ASSIGN)
		return result_error(seL4_IllegalOperation);
	if (!vspace)
		return result_error(seL4_TruncatedMessage);
	if (!arch_cap_is_unassigned_vspace(vspace->cap))
		return result_invalid_cap(1);
	registered = kernel.asid_pools[base / ASID_POOL_ENTRIES];
	if (!registered)
		return result_invalid_root();
	if (registered != pool)
		return result_invalid_cap(0);
	asid = asid_find_free(pool, base);
	if (asid == base + ASID_POOL_ENTRIES)
		return result_error(seL4_DeleteFirst);

	vspace->cap = asid_assign(vspace->cap, asid);
	return result_ok();
}

void asid_pool_finalise(struct cap cap)
{
	struct asid_pool *pool = cap_object(cap),
			 **registered = &kernel.asid_pools[cap.w1 / ASID_POOL_ENTRIES];

	if (*registered != pool)
		return;
	for (unsigned index = 0; index < ASID_POOL_ENTRIES; index++)
		if (pool->root[index])
			arch_vspace_retire(pool->root[index]);
	*registered = NULL;
}

void asid_free(u64 *root, u64 asid)
{
	if (!asid || asid_root(asid) != root)
		return;
	arch_vspace_retire(root);
	kernel.asid_pools[asid / ASID_POOL_ENTRIES]->root[asid % ASID_POOL_ENTRIES] = NULL;
}
