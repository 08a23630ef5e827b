/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Untyped memory and Retype (manual section 2.4, 10.3.8). */
#include "abi/sel4/objects.h"

#include "api/invocation.h"
#include "api/lookup.h"
#include "arch/arch.h"
#include "object/cap_ops.h"
#include "object/tcb.h"

/** A checked Retype. */
struct retype {
	u64 type, size_bits; /* size_bits as the user gave it */
	u64 object_bits;     /* log2 of the object's bytes */
	struct slot *dest;   /* first of @count empty slots */
	u64 count;
	u64 offset; /* bytes in use before the new objects */
};

/** log2 of the bytes of one object, 0 if @type has no such size. */
static u64 object_size_bits(u64 type, u64 size_bits)
{
	switch (type) {
	case seL4_UntypedObject:
		return size_bits;
	case seL4_TCBObject:
		return seL4_TCBBits;
	case seL4_EndpointObject:
		return seL4_EndpointBits;
	case seL4_NotificationObject:
		return seL4_NotificationBits;
	case seL4_CapTableObject:
		return size_bits + seL4_SlotBits;
	default:
		return arch_object_size_bits((unsigned)type);
	}
}

static struct cap object_create(const struct retype *retype, u64 paddr, bool device)
{
	void *object = device ? NULL : kernel_address(paddr);

	switch (retype->type) {
	case seL4_UntypedObject:
		return cap_untyped(paddr, (unsigned)retype->size_bits, device, 0);
	case seL4_TCBObject:
		tcb_create(object);
		return cap_thread(object);
	case seL4_EndpointObject:
		return cap_endpoint(object, seL4_RightsMask, 0);
	case seL4_NotificationObject:
		return cap_notification(object, seL4_RightWrite | seL4_RightRead, 0);
	case seL4_CapTableObject:
		return cap_cnode(object, (unsigned)retype->size_bits, 0);
	default:
		return arch_object_create((unsigned)retype->type, paddr, device);
	}
}

static struct result retype_check_size(struct retype *retype)
{
	if (retype->type >= seL4_ObjectTypeCount)
		return result_invalid_argument(0);
	if (retype->size_bits >= seL4_WordBits)
		return result_range(0, seL4_MaxUntypedBits);
	retype->object_bits = object_size_bits(retype->type, retype->size_bits);
	if (retype->object_bits > seL4_MaxUntypedBits)
		return result_range(0, seL4_MaxUntypedBits);
	if (retype->type == seL4_CapTableObject && retype->size_bits == 0)
		return result_invalid_argument(1);
	if (retype->type == seL4_UntypedObject && retype->size_bits < seL4_MinUntypedBits)
		return result_invalid_argument(1);
	return result_ok();
}

/** Find the destination slots and check that they are there and empty. */
static struct result retype_check_slots(const struct invocation *inv, struct retype *retype)
{
	u64 depth = invocation_word(inv, 3), offset = invocation_word(inv, 4), slots;
	struct cap node = inv->extra[0]->cap;

	if (depth != 0) {
		struct lookup lookup = lookup_slot(node, invocation_word(inv, 2), depth);

		if (!result_is_ok(lookup.result))
			return lookup.result;
		node = lookup.slot->cap;
	}
	if (cap_type(node) != CAP_CNODE)
		return result_missing_cap(depth);
	slots = 1ull << cap_cnode_radix(node);
	if (offset > slots - 1)
		return result_range(0, slots - 1);
	if (retype->count < 1 || retype->count > seL4_UntypedRetypeMaxObjects)
		return result_range(1, seL4_UntypedRetypeMaxObjects);
	if (retype->count > slots - offset)
		return result_range(1, slots - offset);

	retype->dest = (struct slot *)cap_object(node) + offset;
	for (u64 i = 0; i < retype->count; i++)
		if (!slot_is_empty(&retype->dest[i]))
			return result_error(seL4_DeleteFirst);
	return result_ok();
}

static struct result retype_check_memory(const struct invocation *inv, struct retype *retype)
{
	u64 free_bytes;

	retype->offset = slot_has_children(inv->slot) ? cap_untyped_used(inv->cap) : 0;
	free_bytes = (1ull << cap_untyped_size_bits(inv->cap)) - retype->offset;
	if (free_bytes >> retype->object_bits < retype->count)
		return result_no_memory(free_bytes);
	if (cap_untyped_device(inv->cap) && retype->type != seL4_UntypedObject &&
	    !arch_object_is_frame((unsigned)retype->type))
		return result_invalid_argument(1);
	return result_ok();
}

/**
 * Zero the untyped's bytes [retype->offset, end): objects start out zero. Memory that is
 * handed on as smaller untypeds is zeroed when it becomes an object.
 */
static struct result retype_clear(const struct invocation *inv, const struct retype *retype, u64 end)
{
	const u64 unit = 1ull << UNTYPED_CLEAN_BITS;
	struct cap cap = inv->slot->cap;
	u64 base = cap_paddr(cap), at = retype->offset;

	/* a clean part that an earlier attempt left counts only behind the same offset */
	if (cap_untyped_used(cap) == retype->offset)
		at += cap_untyped_clean(cap);
	while (at < end) {
		u64 bytes = end - at < unit ? end - at : unit;

		arch_clear_memory(kernel_address(base + at), bytes);
		at += bytes;
		kernel.work_units = KERNEL_WORK_UNITS; /* a unit of memory is as long as many steps */
		if (at < end && kernel_preemption_point()) {
			inv->slot->cap = cap_untyped_progress(cap, retype->offset, at - retype->offset);
			return result_preempted();
		}
	}
	return result_ok();
}

static struct result retype_commit(const struct invocation *inv, const struct retype *retype)
{
	bool device = cap_untyped_device(inv->cap);
	u64 object_bytes = 1ull << retype->object_bits;
	u64 start = (retype->offset + object_bytes - 1) & ~(object_bytes - 1);
	u64 end = start + (retype->count << retype->object_bits);

	if (!device && retype->type != seL4_UntypedObject) {
		struct result result = retype_clear(inv, retype, end);

		if (!result_is_ok(result))
			return result;
	}
	inv->slot->cap = cap_untyped_progress(inv->slot->cap, end, 0);
	for (u64 i = 0; i < retype->count; i++) {
		u64 paddr = cap_paddr(inv->cap) + start + (i << retype->object_bits);

		slot_insert_object(&retype->dest[i], object_create(retype, paddr, device), inv->slot);
	}
	return result_ok();
}

struct result untyped_invoke(const struct invocation *inv)
{
	struct retype retype;
	struct result result;

	if (inv->label != UntypedRetype)
		return result_error(seL4_IllegalOperation);
	if (inv->length < 6 || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	retype.type = invocation_word(inv, 0);
	retype.size_bits = invocation_word(inv, 1);
	retype.count = invocation_word(inv, 5);

	result = retype_check_size(&retype);
	if (result_is_ok(result))
		result = retype_check_slots(inv, &retype);
	if (result_is_ok(result))
		result = retype_check_memory(inv, &retype);
	return result_is_ok(result) ? retype_commit(inv, &retype) : result;
}
