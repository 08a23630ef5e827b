/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* ASID pools, as on x86_64. */
#include "api/lookup.h"
#include "arch/arch.h"
#include "vspace.h"

static struct result asid_make_pool(const struct invocation *inv)
{
	struct slot *source = inv->extra[0];
	struct lookup dest;
	unsigned index = 0;
	u64 paddr;

	if (inv->length < 2 || !inv->extra[0] || !inv->extra[1])
		return result_error(seL4_TruncatedMessage);
	while (index < ASID_POOLS && kernel.arch.asid_pools[index])
		index++;
	if (index == ASID_POOLS)
		return result_error(seL4_DeleteFirst);
	if (cap_type(source->cap) != CAP_UNTYPED || cap_untyped_size_bits(source->cap) != seL4_ASIDPoolBits ||
	    cap_untyped_device(source->cap))
		return result_invalid_cap(1);
	if (slot_has_children(source))
		return result_error(seL4_RevokeFirst);
	dest = lookup_empty_slot(inv->extra[1]->cap, invocation_word(inv, 0), invocation_word(inv, 1));
	if (!result_is_ok(dest.result))
		return dest.result;

	paddr = cap_paddr(source->cap);
	source->cap = cap_untyped(paddr, seL4_ASIDPoolBits, false, 1u << seL4_ASIDPoolBits);
	arch_clear_memory(kernel_address(paddr), 1u << seL4_ASIDPoolBits);
	kernel.arch.asid_pools[index] = kernel_address(paddr);
	slot_insert_object(
		dest.slot,
		cap_make(CAP_ASID_POOL, (u64)kernel_address(paddr), 0, (u64)index * ASID_POOL_ENTRIES),
		source);
	return result_ok();
}

struct result asid_control_invoke(const struct invocation *inv)
{
	return inv->label == X86ASIDControlMakePool ? asid_make_pool(inv)
						    : result_error(seL4_IllegalOperation);
}

struct result asid_pool_invoke(const struct invocation *inv)
{
	struct asid_pool *pool = cap_object(inv->cap),
			 *registered = kernel.arch.asid_pools[inv->cap.w1 / ASID_POOL_ENTRIES];
	struct slot *vspace = inv->extra[0];
	u64 index = 0;

	if (inv->label != X86ASIDPoolAssign)
		return result_error(seL4_IllegalOperation);
	if (!vspace)
		return result_error(seL4_TruncatedMessage);
	if (cap_type(vspace->cap) != CAP_VSPACE || vspace->cap.w1 != 0)
		return result_invalid_cap(1);
	if (!registered)
		return result_invalid_root();
	if (registered != pool)
		return result_invalid_cap(0);
	while (index < ASID_POOL_ENTRIES && (pool->root[index] || inv->cap.w1 + index == 0))
		index++;
	if (index == ASID_POOL_ENTRIES)
		return result_error(seL4_DeleteFirst);

	pool->root[index] = cap_object(vspace->cap);
	vspace->cap.w1 = inv->cap.w1 + index;
	return result_ok();
}

void asid_free(struct cap vspace)
{
	u64 *root = vspace_root(vspace);

	if (!root)
		return;
	kernel.arch.asid_pools[vspace.w1 / ASID_POOL_ENTRIES]->root[vspace.w1 % ASID_POOL_ENTRIES] = NULL;
	if (kernel.arch.vspace == root)
		kernel.arch.vspace = NULL;
}

void asid_pool_finalise(struct cap cap)
{
	struct asid_pool **registered = &kernel.arch.asid_pools[cap.w1 / ASID_POOL_ENTRIES];

	if (*registered != cap_object(cap))
		return;
	for (unsigned i = 0; i < ASID_POOL_ENTRIES; i++)
		if (kernel.arch.vspace && (*registered)->root[i] == kernel.arch.vspace)
			kernel.arch.vspace = NULL;
	*registered = NULL;
}
