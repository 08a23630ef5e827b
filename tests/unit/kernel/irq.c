/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Interrupts as objects: ABI sheet 10.2. */
#include "kernel_test.h"

enum { HANDLER = 100, COPY, NTFN, BADGED, EP, OTHER, A = 110, C = 112, IRQ = 4 };

static u64 issue(u64 irq, u64 slot)
{
	return world_call(ROOT_IRQ_CONTROL, IRQIssueIRQHandler, W(ROOT_CNODE), W(irq, slot, 64)).label;
}

static void start_irq(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_NotificationObject, 0, NTFN, 1));
	OK(world_retype(UNTYPED_64K, seL4_NotificationObject, 0, OTHER, 1));
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, EP, 1));
	OK(world_mint(BADGED, NTFN, ALL_RIGHTS, 0x40));
	OK(issue(IRQ, HANDLER));
}

static bool masked(void)
{
	return host.irq_masked >> IRQ & 1;
}

static u64 word(void)
{
	return ((struct notification *)world_object(NTFN))->word;
}

static void order_of_get_checks(void)
{
	start_irq();
	CHECK_REPLY(world_call(ROOT_IRQ_CONTROL, IRQIssueIRQHandler, W(ROOT_CNODE), W(99, HANDLER)),
		    seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(ROOT_IRQ_CONTROL, IRQIssueIRQHandler, NONE, W(99, HANDLER, 64)),
		    seL4_TruncatedMessage, NONE);
	CHECK_EQ(issue(99, HANDLER), seL4_RangeError);
	CHECK_EQ(issue(IRQ, HANDLER), seL4_RevokeFirst);
	CHECK_EQ(issue(IRQ_TICK, HANDLER), seL4_RevokeFirst);
	CHECK_EQ(issue(5, 1 << RADIX), seL4_FailedLookup);
	CHECK_EQ(issue(5, HANDLER), seL4_DeleteFirst);
	CHECK_REPLY(world_call(ROOT_IRQ_CONTROL, IRQAckIRQ, NONE, NONE), seL4_IllegalOperation, NONE);
	CHECK_REPLY(world_call(HANDLER, IRQIssueIRQHandler, NONE, NONE), seL4_IllegalOperation, NONE);
}

static void signalled_then_masked_until_acknowledged(void)
{
	start_irq();
	CHECK(!masked()); /* issuing unmasks */
	OK(world_call(HANDLER, IRQSetIRQHandler, W(BADGED), NONE).label);
	world_interrupt(IRQ);
	CHECK_EQ(word(), 0x40);
	CHECK(masked());
	OK(world_call(HANDLER, IRQAckIRQ, NONE, NONE).label);
	CHECK(!masked());
	world_interrupt(IRQ);
	world_interrupt(IRQ); /* waits for the next acknowledgement */
	CHECK_EQ(host.ends[IRQ], 2);
	OK(world_call(HANDLER, IRQAckIRQ, NONE, NONE).label);
	CHECK_EQ(host.ends[IRQ], 3);
	CHECK(masked());
}

static void without_binding_it_is_masked_too(void)
{
	start_irq();
	world_interrupt(IRQ);
	CHECK(masked());
	CHECK_EQ(host.ends[IRQ], 1);
}

static void binding_checks(void)
{
	start_irq();
	CHECK_EQ(world_call(HANDLER, IRQSetIRQHandler, NONE, NONE).label, seL4_TruncatedMessage);
	CHECK_REPLY(world_call(HANDLER, IRQSetIRQHandler, W(EP), NONE), seL4_InvalidCapability, W(0));
	OK(world_copy(COPY, NTFN, seL4_RightRead));
	CHECK_REPLY(world_call(HANDLER, IRQSetIRQHandler, W(COPY), NONE), seL4_InvalidCapability, W(0));
}

static void the_binding_goes_with_the_notification(void)
{
	start_irq();
	OK(world_call(HANDLER, IRQSetIRQHandler, W(BADGED), NONE).label);
	OK(world_revoke(NTFN));
	CHECK(slot_is_empty(&kernel.irq_slots[IRQ]));
	world_interrupt(IRQ);
	CHECK_EQ(word(), 0);
}

static void clearing_does_not_mask(void)
{
	start_irq();
	OK(world_call(HANDLER, IRQSetIRQHandler, W(NTFN), NONE).label);
	OK(world_call(HANDLER, IRQClearIRQHandler, NONE, NONE).label);
	CHECK(slot_is_empty(&kernel.irq_slots[IRQ]));
	CHECK(!masked());
}

static void the_last_handler_frees_it(void)
{
	start_irq();
	OK(world_call(HANDLER, IRQSetIRQHandler, W(NTFN), NONE).label);
	OK(world_copy(COPY, HANDLER, ALL_RIGHTS));
	OK(world_delete(HANDLER));
	CHECK(!masked());
	CHECK_EQ(issue(IRQ, HANDLER), seL4_RevokeFirst);
	OK(world_delete(COPY));
	CHECK(masked());
	CHECK(slot_is_empty(&kernel.irq_slots[IRQ]));
	OK(issue(IRQ, HANDLER));
}

static void revoking_control_takes_all_handlers(void)
{
	start_irq();
	OK(issue(5, COPY));
	OK(world_revoke(ROOT_IRQ_CONTROL));
	CHECK_EQ(type_at(HANDLER), CAP_NULL);
	CHECK_EQ(type_at(COPY), CAP_NULL);
	CHECK_EQ(type_at(ROOT_IRQ_CONTROL), CAP_IRQ_CONTROL);
}

/** Two threads wait on a notification whose only capability is the interrupt's binding. */
static void wait_on_a_bound_notification(void)
{
	start_irq();
	for (u64 slot = A; slot <= C; slot += 2) {
		CHECK(world_run(world_thread(slot, 255)));
		world_trap(seL4_SysRecv, NTFN);
		CHECK(world_run(world_root()));
	}
	OK(world_call(HANDLER, IRQSetIRQHandler, W(NTFN), NONE).label);
	OK(world_delete(BADGED));
	OK(world_delete(NTFN));
}

/* Whatever deletes the last capability has threads to restart, and may be interrupted at each. */

static void rebinding_is_preemptible(void)
{
	for (u64 nth = 1; nth < 6; nth++) {
		wait_on_a_bound_notification();
		interrupt_at(nth);
		OK(world_call(HANDLER, IRQSetIRQHandler, W(OTHER), NONE).label);
		CHECK(cap_object(kernel.irq_slots[IRQ].cap) == world_object(OTHER));
		host.interrupt_in = 0;
		CHECK(tcb_is_runnable(world_object(A)) && tcb_is_runnable(world_object(C)));
	}
}

static void freeing_is_preemptible(void)
{
	for (u64 nth = 1; nth < 6; nth++) {
		wait_on_a_bound_notification();
		interrupt_at(nth);
		OK(world_delete(HANDLER));
		host.interrupt_in = 0;
		CHECK(slot_is_empty(&kernel.irq_slots[IRQ]));
		CHECK(tcb_is_runnable(world_object(A)) && tcb_is_runnable(world_object(C)));
	}
}

TAP_MAIN(TAP(order_of_get_checks), TAP(signalled_then_masked_until_acknowledged),
	 TAP(without_binding_it_is_masked_too), TAP(binding_checks),
	 TAP(the_binding_goes_with_the_notification), TAP(clearing_does_not_mask),
	 TAP(the_last_handler_frees_it), TAP(revoking_control_takes_all_handlers),
	 TAP(rebinding_is_preemptible), TAP(freeing_is_preemptible))
