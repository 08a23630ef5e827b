/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Interrupts: IRQControl, handlers and delivery (manual chapter 8.1). */
#include "object/irq.h"

#include "api/invocation.h"
#include "api/lookup.h"
#include "arch/arch.h"
#include "object/cap_ops.h"
#include "object/cnode.h"
#include "object/ipc.h"
#include "sched/sched.h"

struct result irq_check_free(u64 irq)
{
	return kernel.irq_use[irq] == IRQ_FREE ? result_ok() : result_error(seL4_RevokeFirst);
}

void irq_handler_issue(u64 irq, struct slot *dest, struct slot *control)
{
	kernel.irq_use[irq] = IRQ_HANDLED;
	slot_insert_derived(dest, cap_irq_handler(irq), control);
	arch_irq_unmask(irq);
}

void irq_handler_finalise(u64 irq)
{
	arch_irq_mask(irq);
	kernel.irq_use[irq] = IRQ_FREE;
}

static struct result irq_control_get(const struct invocation *inv)
{
	struct result result;
	struct lookup dest;
	u64 irq;

	if (inv->length < 3 || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	irq = invocation_word(inv, 0);
	result = arch_irq_check(irq);
	if (result_is_ok(result))
		result = irq_check_free(irq);
	if (!result_is_ok(result))
		return result;
	dest = lookup_empty_slot(inv->extra[0]->cap, invocation_word(inv, 1), invocation_word(inv, 2));
	if (!result_is_ok(dest.result))
		return dest.result;
	irq_handler_issue(irq, dest.slot, inv->slot);
	return result_ok();
}

struct result irq_control_invoke(const struct invocation *inv)
{
	return inv->label == IRQIssueIRQHandler ? irq_control_get(inv) : arch_irq_control_invoke(inv);
}

static struct result irq_set_handler(const struct invocation *inv, u64 irq)
{
	struct slot *source = inv->extra[0];
	struct result result;

	if (!source)
		return result_error(seL4_TruncatedMessage);
	if (cap_type(source->cap) != CAP_NOTIFICATION || !(cap_rights(source->cap) & seL4_RightWrite))
		return result_invalid_cap(0);
	result = slot_delete(&kernel.irq_slots[irq]);
	if (!result_is_ok(result))
		return result;
	slot_insert_derived(&kernel.irq_slots[irq], source->cap, source);
	return result_ok();
}

struct result irq_handler_invoke(const struct invocation *inv)
{
	u64 irq = cap_irq(inv->cap);

	switch (inv->label) {
	case IRQAckIRQ:
		arch_irq_ack(irq);
		return result_ok();
	case IRQSetIRQHandler:
		return irq_set_handler(inv, irq);
	case IRQClearIRQHandler:
		return slot_delete(&kernel.irq_slots[irq]);
	default:
		return result_error(seL4_IllegalOperation);
	}
}

void irq_deliver(u64 irq)
{
	struct cap cap = kernel.irq_slots[irq].cap;

	if (arch_irq_is_tick(irq)) {
		sched_tick();
	} else {
		if (cap_type(cap) == CAP_NOTIFICATION)
			notification_signal(cap_object(cap), cap_badge(cap));
		arch_irq_mask(irq);
	}
	arch_irq_end(irq);
}
