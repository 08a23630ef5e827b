/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Notifications and threads bound to them: ABI sheet 7.3. */
#include "kernel_test.h"

enum { NTFN = 100, ONE, TWO, EP, A = 110, B = 112, OTHER_NTFN = 105 };

static struct tcb *a, *b;

static void start_notification(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_NotificationObject, 0, NTFN, 1));
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, EP, 1));
	OK(world_mint(ONE, NTFN, ALL_RIGHTS, 1));
	OK(world_mint(TWO, NTFN, ALL_RIGHTS, 2));
	a = world_thread(A, 255);
	b = world_thread(B, 255);
}

static void signal(u64 cptr)
{
	CHECK(world_run(world_root()));
	world_message(0, NONE, NONE);
	world_trap(seL4_SysSend, cptr);
}

static void wait_by(struct tcb *tcb, u64 cptr)
{
	CHECK(world_run(tcb));
	tcb->context.reg[REG_INFO] = 0x55002;
	world_trap(seL4_SysRecv, cptr);
}

static struct notification *notification(void)
{
	return world_object(NTFN);
}

static void badges_accumulate(void)
{
	start_notification();
	signal(ONE);
	signal(TWO);
	signal(ONE);
	CHECK_EQ(notification()->word, 3);
	world_root()->context.reg[REG_INFO] = 0x55002;
	world_trap(seL4_SysRecv, NTFN);
	CHECK_EQ(world_root()->context.reg[REG_CAP], 3);
	CHECK_EQ(world_root()->context.reg[REG_INFO], 0x55002);
	world_trap(seL4_SysNBRecv, NTFN);
	CHECK_EQ(world_root()->context.reg[REG_CAP], 0);
	CHECK_EQ(world_root()->state, THREAD_RUNNING);
}

static void badge_zero_is_a_signal(void)
{
	start_notification();
	signal(NTFN);
	CHECK_EQ(notification()->tail_state, NOTIFICATION_ACTIVE);
	world_trap(seL4_SysRecv, NTFN);
	CHECK_EQ(world_root()->state, THREAD_RUNNING);
	CHECK_EQ(world_root()->context.reg[REG_CAP], 0);
}

static void waiters_in_order(void)
{
	start_notification();
	wait_by(a, NTFN);
	wait_by(b, NTFN);
	signal(TWO);
	CHECK_EQ(a->state, THREAD_RUNNING);
	CHECK_EQ(a->context.reg[REG_CAP], 2);
	CHECK_EQ(a->context.reg[REG_INFO], 0x55002);
	CHECK_EQ(b->state, THREAD_BLOCKED_ON_NOTIFICATION);
	signal(ONE);
	CHECK_EQ(b->context.reg[REG_CAP], 1);
	signal(ONE);
	CHECK_EQ(notification()->word, 1);
}

static void a_call_is_answered_at_once(void)
{
	start_notification();
	CHECK_REPLY(world_call(ONE, 9, NONE, W(1, 2, 3)), seL4_NoError, NONE);
	CHECK_EQ(notification()->word, 1);
}

static void rights(void)
{
	start_notification();
	OK(world_copy(OTHER_NTFN, NTFN, seL4_RightRead));
	OK(world_copy(OTHER_NTFN + 1, NTFN, seL4_RightWrite));
	CHECK_REPLY(world_call(OTHER_NTFN, 0, NONE, NONE), seL4_InvalidCapability, W(0));
	wait_by(a, OTHER_NTFN + 1);
	CHECK_EQ(a->state, THREAD_INACTIVE);
	CHECK_EQ(world_call(A, TCBBindNotification, W(OTHER_NTFN + 1), NONE).label, seL4_IllegalOperation);
	OK(world_call(A, TCBBindNotification, W(OTHER_NTFN), NONE).label);
}

static void binding(void)
{
	start_notification();
	CHECK_EQ(world_call(A, TCBBindNotification, NONE, NONE).label, seL4_TruncatedMessage);
	CHECK_EQ(world_call(A, TCBBindNotification, W(EP), NONE).label, seL4_IllegalOperation);
	CHECK_EQ(world_call(A, TCBUnbindNotification, NONE, NONE).label, seL4_IllegalOperation);
	OK(world_call(A, TCBBindNotification, W(NTFN), NONE).label);
	CHECK_EQ(world_call(A, TCBBindNotification, W(NTFN), NONE).label, seL4_IllegalOperation);
	CHECK_EQ(world_call(B, TCBBindNotification, W(NTFN), NONE).label, seL4_IllegalOperation);
	wait_by(b, NTFN); /* bound to another thread */
	CHECK_EQ(b->state, THREAD_INACTIVE);
	wait_by(a, NTFN);
	CHECK_EQ(a->state, THREAD_BLOCKED_ON_NOTIFICATION);
	signal(ONE);
	OK(world_call(A, TCBUnbindNotification, NONE, NONE).label);
	wait_by(a, NTFN);
	CHECK_EQ(a->state, THREAD_BLOCKED_ON_NOTIFICATION);
	CHECK(world_run(world_root()));
	CHECK_EQ(world_call(B, TCBBindNotification, W(NTFN), NONE).label,
		 seL4_IllegalOperation); /* has a waiter */
}

static void a_bound_thread_is_woken_from_its_endpoint(void)
{
	start_notification();
	OK(world_call(A, TCBBindNotification, W(NTFN), NONE).label);
	wait_by(a, EP);
	signal(TWO);
	CHECK_EQ(a->state, THREAD_RUNNING);
	CHECK_EQ(a->context.reg[REG_CAP], 2);
	CHECK_EQ(a->context.reg[REG_INFO], 0x55002);
	CHECK(((struct endpoint *)world_object(EP))->head == NULL);
}

static void an_active_bound_notification_comes_first(void)
{
	start_notification();
	OK(world_call(A, TCBBindNotification, W(NTFN), NONE).label);
	signal(ONE);
	CHECK(world_run(b));
	world_message(7, NONE, NONE);
	world_trap(seL4_SysSend, EP);
	wait_by(a, EP);
	CHECK_EQ(a->context.reg[REG_CAP], 1);
	CHECK_EQ(b->state, THREAD_BLOCKED_ON_SEND);
	CHECK(world_run(a));
	world_trap(seL4_SysNBRecv, EP);
	CHECK_EQ(world_reply(a).label, 7);
}

static void a_caller_is_not_woken(void)
{
	start_notification();
	OK(world_call(A, TCBBindNotification, W(NTFN), NONE).label);
	CHECK(world_run(a));
	world_message(0, NONE, NONE);
	world_trap(seL4_SysCall, EP);
	signal(ONE);
	CHECK_EQ(a->state, THREAD_BLOCKED_ON_SEND);
	CHECK_EQ(notification()->word, 1);
}

static void deleting_a_notification(void)
{
	start_notification();
	OK(world_call(B, TCBBindNotification, W(NTFN), NONE).label);
	OK(world_revoke(NTFN));
	OK(world_delete(NTFN));
	CHECK(b->bound == NULL);

	OK(world_retype(UNTYPED_64K, seL4_NotificationObject, 0, NTFN, 1));
	wait_by(a, NTFN);
	CHECK(world_run(world_root()));
	OK(world_delete(NTFN));
	CHECK(tcb_is_runnable(a));
	CHECK(world_run(a));
	CHECK(world_repeats(a));
}

static void deleting_a_bound_thread(void)
{
	start_notification();
	OK(world_call(A, TCBBindNotification, W(NTFN), NONE).label);
	OK(world_delete(A));
	CHECK(notification()->bound == NULL);
	signal(ONE);
	CHECK_EQ(notification()->word, 1);
}

static void a_notification_keeps_the_caller(void)
{
	start_notification();
	CHECK(world_run(a));
	world_message(0, NONE, NONE);
	world_trap(seL4_SysCall, EP);
	CHECK(world_run(b));
	world_trap(seL4_SysRecv, EP);
	signal(ONE);
	wait_by(b, NTFN);
	CHECK(a->reply_slot == &b->slots[TCB_CALLER]);
	world_trap(seL4_SysNBRecv, EP); /* an endpoint does not */
	CHECK(a->reply_slot == NULL);
}

TAP_MAIN(TAP(badges_accumulate), TAP(badge_zero_is_a_signal), TAP(waiters_in_order),
	 TAP(a_call_is_answered_at_once), TAP(rights), TAP(binding),
	 TAP(a_bound_thread_is_woken_from_its_endpoint), TAP(an_active_bound_notification_comes_first),
	 TAP(a_caller_is_not_woken), TAP(deleting_a_notification), TAP(deleting_a_bound_thread),
	 TAP(a_notification_keeps_the_caller))
