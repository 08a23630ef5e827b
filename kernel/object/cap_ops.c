/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Operations on capabilities: each is one switch over the types. */
#include "object/cap_ops.h"

#include "object/asid.h"
#include "object/frame.h"
#include "object/ipc.h"
#include "object/irq.h"
#include "object/tcb.h"

static struct derived derived_as(struct cap cap)
{
	return (struct derived){ result_ok(), cap };
}

struct derived cap_derive(const struct slot *slot, struct cap cap)
{
	if (cap_is_arch(cap))
		return arch_cap_derive(slot, cap);

	switch (cap_type(cap)) {
	case CAP_UNTYPED:
		if (slot_has_children(slot))
			return (struct derived){ result_error(seL4_RevokeFirst), cap_null() };
		return derived_as(cap);
	case CAP_NULL:
	case CAP_REPLY:
	case CAP_IRQ_CONTROL:
	case CAP_ZOMBIE:
		return derived_as(cap_null());
	default:
		if (cap_type(cap) == CAP_FRAME)
			cap.w1 = 0;
		return derived_as(cap);
	}
}

struct cap cap_mask(struct cap cap, u64 rights)
{
	if (cap_type(cap) == CAP_FRAME)
		return frame_mask(cap, rights);

	switch (cap_type(cap)) {
	case CAP_ENDPOINT:
	case CAP_NOTIFICATION:
		cap.w0 &= ~((u64)seL4_RightsMask << 5) | rights << 5;
		return cap;
	case CAP_REPLY:
		if (!(rights & seL4_RightGrant))
			cap = cap_reply(cap_object(cap), false);
		return cap;
	default:
		return cap;
	}
}

static struct cap cap_set_guard(struct cap cap, u64 data)
{
	unsigned bits = (unsigned)(data & 63);
	u64 guard = data >> 6;

	if (bits + cap_cnode_radix(cap) > seL4_WordBits)
		return cap_null();
	cap.w1 = (guard & ((1ull << bits) - 1)) << 6 | bits;
	return cap;
}

struct cap cap_update(struct cap cap, u64 data, bool preserve)
{
	switch (cap_type(cap)) {
	case CAP_ENDPOINT:
	case CAP_NOTIFICATION:
		if (preserve || cap_badge(cap) != 0)
			return cap_null();
		cap.w1 = data;
		return cap;
	case CAP_CNODE:
		return cap_set_guard(cap, data);
	default:
		return cap;
	}
}

bool cap_revocable(struct cap derived, struct cap source)
{
	if (cap_is_arch(derived))
		return arch_cap_revocable(derived, source);

	switch (cap_type(derived)) {
	case CAP_ENDPOINT:
	case CAP_NOTIFICATION:
		return cap_badge(derived) != cap_badge(source);
	case CAP_IRQ_HANDLER:
		return cap_type(source) == CAP_IRQ_CONTROL;
	case CAP_UNTYPED:
		return true;
	default:
		return false;
	}
}

/** Physical range of @cap's object; false if it has none. */
static bool cap_range(struct cap cap, u64 *paddr, u64 *bytes)
{
	u64 object_bytes;

	switch (cap_type(cap)) {
	case CAP_UNTYPED:
		*paddr = cap_paddr(cap);
		*bytes = 1ull << cap_untyped_size_bits(cap);
		return true;
	case CAP_ENDPOINT:
		object_bytes = 1ull << seL4_EndpointBits;
		break;
	case CAP_NOTIFICATION:
		object_bytes = 1ull << seL4_NotificationBits;
		break;
	case CAP_CNODE:
		object_bytes = 1ull << (cap_cnode_radix(cap) + seL4_SlotBits);
		break;
	case CAP_THREAD:
		object_bytes = 1ull << seL4_TCBBits;
		break;
	case CAP_FRAME:
		*paddr = cap_paddr(cap);
		*bytes = 1ull << cap_frame_size_bits(cap);
		return true;
	case CAP_ASID_POOL:
		object_bytes = 1ull << seL4_ASIDPoolBits;
		break;
	case CAP_ZOMBIE:
		object_bytes = cap_zombie_of_tcb(cap) ? 1ull << seL4_TCBBits
						      : 1ull << (cap_cnode_radix(cap) + seL4_SlotBits);
		break;
	default:
		return cap_is_arch(cap) && arch_cap_range(cap, paddr, bytes);
	}
	*paddr = physical_address(cap_object(cap)) & ~(object_bytes - 1); /* a TCB's zombie names its slots */
	*bytes = object_bytes;
	return true;
}

static bool cap_untyped_covers(struct cap untyped, struct cap cap)
{
	u64 start = cap_paddr(untyped), bytes = 1ull << cap_untyped_size_bits(untyped);
	u64 object, object_bytes;

	return cap_range(cap, &object, &object_bytes) && object >= start &&
	       object + object_bytes <= start + bytes;
}

bool cap_covers(struct cap a, struct cap b)
{
	if (cap_type(a) == CAP_UNTYPED)
		return cap_untyped_covers(a, b);
	if (cap_type(a) == CAP_IRQ_CONTROL)
		return cap_type(b) == CAP_IRQ_CONTROL || cap_type(b) == CAP_IRQ_HANDLER ||
		       (cap_is_arch(b) && arch_cap_covers(a, b));
	if (cap_is_arch(a))
		return cap_is_arch(b) && arch_cap_covers(a, b);
	if (cap_type(a) == CAP_FRAME)
		return cap_type(b) == CAP_FRAME && frame_covers(a, b);
	return cap_same_object(a, b);
}

bool cap_same_object(struct cap a, struct cap b)
{
	if (cap_type(a) != cap_type(b))
		return false;
	if (cap_type(a) == CAP_FRAME)
		return frame_is_same(a, b);
	if (cap_is_arch(a))
		return arch_cap_same_object(a, b);

	switch (cap_type(a)) {
	case CAP_ENDPOINT:
	case CAP_NOTIFICATION:
	case CAP_THREAD:
	case CAP_ASID_POOL:
		return cap_object(a) == cap_object(b);
	case CAP_CNODE:
		return cap_object(a) == cap_object(b) && cap_cnode_radix(a) == cap_cnode_radix(b);
	case CAP_IRQ_HANDLER:
		return cap_irq(a) == cap_irq(b);
	case CAP_DOMAIN:
	case CAP_ASID_CONTROL:
		return true;
	default:
		return false;
	}
}

static struct cap cap_finalise_last(struct cap cap)
{
	struct tcb *tcb;

	switch (cap_type(cap)) {
	case CAP_NOTIFICATION:
		notification_unbind(cap_object(cap));
		return cap_null();
	case CAP_CNODE:
		return cap_zombie(cap_object(cap), cap_cnode_radix(cap), false, 1ull << cap_cnode_radix(cap));
	case CAP_THREAD:
		tcb = cap_object(cap);
		tcb_finalise(tcb);
		return cap_zombie(tcb->slots, 0, true, TCB_SLOTS);
	case CAP_IRQ_HANDLER:
		irq_handler_finalise(cap_irq(cap));
		return cap_null();
	case CAP_ASID_POOL:
		asid_pool_finalise(cap);
		return cap_null();
	default:
		return cap_null();
	}
}

struct cap cap_finalise(struct cap cap, bool final)
{
	if (cap_type(cap) == CAP_FRAME) {
		arch_frame_unmap(cap);
		return cap_null();
	}
	if (cap_is_arch(cap)) {
		arch_cap_finalise(cap, final);
		return cap_null();
	}
	switch (cap_type(cap)) {
	case CAP_ZOMBIE:
		return cap;
	case CAP_REPLY:
		((struct tcb *)cap_object(cap))->reply_slot = NULL;
		return cap_null();
	default:
		return final ? cap_finalise_last(cap) : cap_null();
	}
}
