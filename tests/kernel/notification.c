/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Notifications (sheet section 7.3). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { HIGHER = TEST_PRIORITY + 10 };

/** A helper that waits once. */
struct waiter {
	seL4_CPtr cap;
	seL4_Word badge;
	seL4_MessageInfo_t info;
	volatile int returned;
};

static void wait_once(void *arg)
{
	struct waiter *waiter = arg;

	seL4_Wait(waiter->cap, &waiter->badge);
	waiter->returned++;
}

static void recv_once(void *arg)
{
	struct waiter *waiter = arg;

	waiter->info = seL4_Recv(waiter->cap, &waiter->badge);
	waiter->returned++;
}

static void send_empty(void *arg)
{
	struct waiter *waiter = arg;

	seL4_Send(waiter->cap, seL4_MessageInfo_new(0, 0, 0, 0));
	waiter->returned++;
}

static seL4_Word poll(seL4_CPtr cap)
{
	seL4_Word badge = 0xdead;

	seL4_Poll(cap, &badge);
	return badge;
}

static void test_badges_gather(void)
{
	seL4_CPtr notification = make_notification();

	seL4_Signal(badged(notification, 0x3));
	seL4_Signal(badged(notification, 0x10));
	seL4_Signal(badged(notification, 0x12));
	CHECK_EQ(poll(notification), 0x13);
	CHECK_EQ(poll(notification), 0);
}

static void test_wait_on_active(void)
{
	seL4_CPtr notification = make_notification();
	seL4_Word badge = 0;

	seL4_Signal(badged(notification, ~0ul));
	seL4_Wait(notification, &badge);
	CHECK_EQ(badge, ~0ul);
	CHECK_EQ(poll(notification), 0);
}

/* Badge 0 makes the notification active as well: a Wait returns at once. */
static void test_badge_zero(void)
{
	seL4_CPtr notification = make_notification();
	seL4_Word badge = 1;

	seL4_Signal(notification);
	seL4_Wait(notification, &badge);
	CHECK_EQ(badge, 0);
}

static void test_waiter_gets_one_signal(void)
{
	seL4_CPtr notification = make_notification();
	struct waiter waiter = { .cap = notification };

	thread_start(HIGHER, wait_once, &waiter);
	CHECK_EQ(waiter.returned, 0);
	seL4_Signal(badged(notification, 0x6));
	CHECK_EQ(waiter.returned, 1);
	CHECK_EQ(waiter.badge, 0x6);
	CHECK_EQ(poll(notification), 0);
}

static void test_waiters_fifo(void)
{
	seL4_CPtr notification = make_notification();
	struct waiter waiters[3];
	static const seL4_Word priorities[] = { 120, 140, 130 };

	for (unsigned i = 0; i < 3; i++) {
		waiters[i] = (struct waiter){ .cap = notification };
		thread_start(priorities[i], wait_once, &waiters[i]);
	}
	for (unsigned i = 0; i < 3; i++) {
		seL4_Signal(badged(notification, i + 1));
		CHECK_EQ(waiters[i].badge, i + 1);
	}
	seL4_Signal(badged(notification, 8));
	CHECK_EQ(poll(notification), 8);
}

static void test_nbsend_signals(void)
{
	seL4_CPtr notification = make_notification();

	seL4_NBSend(badged(notification, 2), seL4_MessageInfo_new(0, 0, 0, 0));
	CHECK_EQ(poll(notification), 2);
}

static void test_send_right(void)
{
	seL4_CPtr notification = make_notification();
	seL4_CPtr cap = minted(notification, seL4_NoWrite, 1);
	seL4_MessageInfo_t info = seL4_Call(cap, seL4_MessageInfo_new(0, 0, 0, 0));

	CHECK_EQ(seL4_MessageInfo_get_label(info), seL4_InvalidCapability);
	seL4_Signal(cap);
	seL4_NBSend(cap, seL4_MessageInfo_new(0, 0, 0, 0));
	CHECK_EQ(poll(notification), 0);
}

/* Wait as @cap's holder in a thread whose faults come here. @return the fault's label */
static seL4_Word fault_of_wait(struct waiter *waiter, void (*run)(void *arg))
{
	seL4_CPtr handler = make_endpoint();
	struct thread *thread = thread_new(HIGHER, run, waiter);
	seL4_MessageInfo_t info;

	thread_set_fault_handler(thread, handler);
	thread_resume(thread);
	info = seL4_NBRecv(handler, (void *)0);
	CHECK_EQ(seL4_GetMR(seL4_CapFault_InRecvPhase), 1);
	CHECK_EQ(seL4_GetMR(seL4_CapFault_LookupFailureType), seL4_MissingCapability);
	CHECK_EQ(seL4_GetMR(seL4_CapFault_BitsLeft), 0);
	return seL4_MessageInfo_get_label(info);
}

static void test_receive_right(void)
{
	struct waiter waiter = { .cap = copy_of(make_notification(), seL4_NoRead) };

	CHECK_EQ(fault_of_wait(&waiter, wait_once), seL4_Fault_CapFault);
}

static void test_bound_to_another(void)
{
	struct waiter waiter = { .cap = make_notification() };

	REQUIRE(seL4_TCB_BindNotification(thread_self()->tcb, waiter.cap) == seL4_NoError);
	CHECK_EQ(fault_of_wait(&waiter, wait_once), seL4_Fault_CapFault);
	/* the thread it is bound to may wait on it */
	seL4_Signal(badged(waiter.cap, 3));
	CHECK_EQ(poll(waiter.cap), 3);
}

static void test_bound_wakes_receiver(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr notification = make_notification();
	struct waiter waiter = { .cap = endpoint }, sender = { .cap = endpoint };
	struct thread *thread = thread_new(HIGHER, recv_once, &waiter);

	REQUIRE(seL4_TCB_BindNotification(thread->tcb, notification) == seL4_NoError);
	thread_resume(thread);
	seL4_Signal(badged(notification, 0x21));
	CHECK_EQ(waiter.returned, 1);
	CHECK_EQ(waiter.badge, 0x21);
	CHECK_EQ(waiter.info.words[0], 0);
	/* neither the signal nor the receiver is left behind */
	CHECK_EQ(seL4_TCB_UnbindNotification(thread->tcb), seL4_NoError);
	CHECK_EQ(poll(notification), 0);
	thread_start(HIGHER, send_empty, &sender);
	CHECK_EQ(sender.returned, 0);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(sender.returned, 1);
}

/* An active bound notification is taken before the endpoint's queue is looked at. */
static void test_bound_comes_first(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr notification = make_notification();
	struct waiter sender = { .cap = badged(endpoint, 0x40) };
	seL4_Word badge;

	REQUIRE(seL4_TCB_BindNotification(thread_self()->tcb, notification) == seL4_NoError);
	thread_start(HIGHER, send_empty, &sender);
	seL4_Signal(badged(notification, 0x22));
	seL4_Recv(endpoint, &badge);
	CHECK_EQ(badge, 0x22);
	CHECK_EQ(sender.returned, 0);
	seL4_NBRecv(endpoint, &badge);
	CHECK_EQ(badge, 0x40);
}

static void test_bound_with_nbrecv(void)
{
	seL4_CPtr notification = make_notification();
	seL4_Word badge;

	REQUIRE(seL4_TCB_BindNotification(thread_self()->tcb, notification) == seL4_NoError);
	seL4_Signal(badged(notification, 0x23));
	seL4_NBRecv(make_endpoint(), &badge);
	CHECK_EQ(badge, 0x23);
}

/* Waiting on another notification, the bound one does not wake the thread. */
static void test_bound_not_for_other_notifications(void)
{
	seL4_CPtr bound = make_notification(), other = make_notification();
	struct waiter waiter = { .cap = other };
	struct thread *thread = thread_new(HIGHER, wait_once, &waiter);

	REQUIRE(seL4_TCB_BindNotification(thread->tcb, bound) == seL4_NoError);
	thread_resume(thread);
	seL4_Signal(badged(bound, 1));
	CHECK_EQ(waiter.returned, 0);
	seL4_Signal(badged(other, 2));
	CHECK_EQ(waiter.badge, 2);
}

static void test_unbind(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr notification = make_notification();
	struct waiter waiter = { .cap = endpoint };
	struct thread *thread = thread_new(HIGHER, recv_once, &waiter);

	REQUIRE(seL4_TCB_BindNotification(thread->tcb, notification) == seL4_NoError);
	thread_resume(thread);
	CHECK_EQ(seL4_TCB_UnbindNotification(thread->tcb), seL4_NoError);
	seL4_Signal(badged(notification, 5));
	CHECK_EQ(waiter.returned, 0);
	CHECK_EQ(poll(notification), 5);
	/* and it can be bound again */
	CHECK_EQ(seL4_TCB_BindNotification(thread->tcb, notification), seL4_NoError);
}

static void test_delete_bound(void)
{
	seL4_CPtr notification = make_notification();
	struct thread *self = thread_self();

	REQUIRE(seL4_TCB_BindNotification(self->tcb, notification) == seL4_NoError);
	CHECK_EQ(slot_delete(notification), seL4_NoError);
	CHECK_EQ(seL4_TCB_UnbindNotification(self->tcb), seL4_IllegalOperation);
	CHECK_EQ(seL4_TCB_BindNotification(self->tcb, make_notification()), seL4_NoError);
}

static void test_delete_bound_thread(void)
{
	seL4_CPtr notification = make_notification();
	seL4_CPtr tcb = make_tcb();

	REQUIRE(seL4_TCB_BindNotification(tcb, notification) == seL4_NoError);
	CHECK_EQ(slot_delete(tcb), seL4_NoError);
	CHECK_EQ(seL4_TCB_BindNotification(make_tcb(), notification), seL4_NoError);
}

/* Its waiters try again, and find nothing to wait on. */
static void test_delete_restarts_waiters(void)
{
	seL4_CPtr handler = make_endpoint();
	struct waiter waiter = { .cap = make_notification() };
	struct thread *thread = thread_new(HIGHER, wait_once, &waiter);
	seL4_MessageInfo_t info;

	thread_set_fault_handler(thread, handler);
	thread_resume(thread);
	CHECK_EQ(slot_delete(waiter.cap), seL4_NoError);
	info = seL4_NBRecv(handler, (void *)0);
	CHECK_EQ(seL4_MessageInfo_get_label(info), seL4_Fault_CapFault);
	CHECK_EQ(seL4_GetMR(seL4_CapFault_Addr), waiter.cap);
}

static void test_suspended_waiter_leaves_queue(void)
{
	seL4_CPtr notification = make_notification();
	struct waiter waiter = { .cap = notification };
	struct thread *thread = thread_start(HIGHER, wait_once, &waiter);

	thread_suspend(thread);
	seL4_Signal(badged(notification, 9));
	CHECK_EQ(waiter.returned, 0);
	CHECK_EQ(poll(notification), 9);
	thread_resume(thread);
	CHECK_EQ(waiter.returned, 0);
	seL4_Signal(badged(notification, 10));
	CHECK_EQ(waiter.badge, 10);
}

static const struct test tests[] = {
	{ "badges gather by or", test_badges_gather },
	{ "Wait on an active notification", test_wait_on_active },
	{ "a signal with badge 0 counts", test_badge_zero },
	{ "a waiter gets the badge of its signal", test_waiter_gets_one_signal },
	{ "waiters are woken first come, first served", test_waiters_fifo },
	{ "NBSend signals", test_nbsend_signals },
	{ "signalling needs the Write right", test_send_right },
	{ "waiting needs the Read right", test_receive_right },
	{ "only the bound thread may wait", test_bound_to_another },
	{ "a signal wakes the bound receiver", test_bound_wakes_receiver },
	{ "a bound signal comes before queued senders", test_bound_comes_first },
	{ "NBRecv takes a bound signal", test_bound_with_nbrecv },
	{ "a bound signal does not end another wait", test_bound_not_for_other_notifications },
	{ "unbinding", test_unbind },
	{ "deleting a bound notification unbinds it", test_delete_bound },
	{ "deleting the bound thread unbinds it", test_delete_bound_thread },
	{ "deleting a notification restarts its waiters", test_delete_restarts_waiters },
	{ "a suspended waiter leaves the queue", test_suspended_waiter_leaves_queue },
};

const struct test_group notification_tests = TEST_GROUP("notification", tests);
