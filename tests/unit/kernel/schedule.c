/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Who runs next: ABI sheet 9 and 10.3. */
#include "kernel_test.h"

enum { A = 110, B = 112, C = 114, EP = 100, NTFN, WAKE };

static struct tcb *root, *a, *b;

static struct tcb *start_two(u8 a_priority, u8 b_priority)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_NotificationObject, 0, NTFN, 2));
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, EP, 1));
	root = world_root();
	a = world_thread(A, a_priority);
	b = world_thread(B, b_priority);
	return root;
}

static void set_priority(u64 tcb, u64 priority)
{
	OK(world_call(tcb, TCBSetPriority, W(ROOT_TCB), W(priority)).label);
}

static void yield(void)
{
	world_trap(seL4_SysYield, 0);
}

static void ticks(unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		world_interrupt(IRQ_TICK);
}

static void higher_runs(void)
{
	start_two(200, 100);
	CHECK(kernel.current == root);
	set_priority(ROOT_TCB, 150);
	CHECK(kernel.current == a);
	world_trap(seL4_SysRecv, EP);
	CHECK(kernel.current == root);
	set_priority(ROOT_TCB, 50);
	CHECK(kernel.current == b);
}

static void yield_goes_round(void)
{
	struct tcb *order[3];

	start_two(255, 255);
	for (unsigned i = 0; i < 3; i++) {
		order[i] = kernel.current;
		yield();
	}
	CHECK(order[0] == root && kernel.current == root);
	CHECK(order[1] != order[2] && order[1] != root && order[2] != root);
	for (unsigned i = 0; i < 3; i++, yield())
		CHECK(kernel.current == order[i]);
}

static void yield_changes_no_register(void)
{
	start_two(255, 1);
	root->context.reg[REG_INFO] = 8;
	world_trap(seL4_SysYield, 7);
	CHECK(kernel.current == root || world_run(root));
	CHECK_EQ(root->context.reg[REG_CAP], 7);
	CHECK_EQ(root->context.reg[REG_INFO], 8);
}

static void a_slice_is_five_ticks(void)
{
	start_two(255, 1);
	for (unsigned round = 0; round < 3; round++) {
		struct tcb *first = kernel.current;

		ticks(4);
		CHECK(kernel.current == first);
		ticks(1);
		CHECK(kernel.current != first);
		CHECK_EQ(first->ticks, KERNEL_SLICE_TICKS);
	}
}

static void yield_does_not_refill(void)
{
	start_two(255, 1);
	ticks(3);
	CHECK_EQ(root->ticks, 2);
	yield();
	CHECK(kernel.current == a);
	yield();
	CHECK(kernel.current == root);
	CHECK_EQ(root->ticks, 2);
	ticks(2);
	CHECK(kernel.current == a);
}

/** Wake @a, which waits for a signal, from @root. */
static void wake_a(void)
{
	CHECK(kernel.current == root);
	world_message(0, NONE, NONE);
	world_trap(seL4_SysSend, NTFN);
}

static void make_a_wait(void)
{
	set_priority(ROOT_TCB, 10);
	CHECK(kernel.current == a);
	world_trap(seL4_SysRecv, NTFN);
}

static void waking_a_higher_one_switches(void)
{
	start_two(100, 5);
	make_a_wait();
	set_priority(ROOT_TCB, 50);
	set_priority(B, 50);
	CHECK(kernel.current == root);
	wake_a();
	CHECK(kernel.current == a);
	/* the preempted one is first in its queue */
	world_trap(seL4_SysRecv, NTFN);
	CHECK(kernel.current == root);
}

static void waking_an_equal_one_does_not_switch(void)
{
	start_two(100, 5);
	make_a_wait();
	set_priority(ROOT_TCB, 100);
	set_priority(B, 100);
	wake_a();
	CHECK(kernel.current == root);
	yield(); /* b was ready before a */
	CHECK(kernel.current == b);
	yield();
	CHECK(kernel.current == a);
	yield();
	CHECK(kernel.current == root);
}

static void waking_a_lower_one_does_not_switch(void)
{
	start_two(100, 5);
	make_a_wait();
	set_priority(ROOT_TCB, 200);
	set_priority(B, 100);
	wake_a();
	CHECK(kernel.current == root);
	world_trap(seL4_SysRecv, NTFN + 1);
	CHECK(kernel.current == a); /* a woken one goes to the head of its queue */
	yield();
	CHECK(kernel.current == b);
}

static void a_blocking_thread_hands_over(void)
{
	start_two(100, 5);
	make_a_wait();
	set_priority(ROOT_TCB, 100);
	set_priority(B, 100);
	CHECK(world_run(b));
	world_trap(seL4_SysRecv, EP);
	CHECK(kernel.current == root);
	world_message(0, NONE, NONE);
	world_trap(seL4_SysCall, EP); /* the caller blocks: the receiver runs although it is just equal */
	CHECK(kernel.current == b);
	CHECK_EQ(root->state, THREAD_BLOCKED_ON_REPLY);
}

static void a_call_to_a_lower_server_leaves_the_choice(void)
{
	start_two(20, 60);
	set_priority(ROOT_TCB, 10);
	CHECK(kernel.current == b);
	world_trap(seL4_SysRecv, NTFN + 1);
	CHECK(kernel.current == a);
	world_trap(seL4_SysRecv, EP);
	CHECK(kernel.current == root);
	set_priority(ROOT_TCB, 100);
	set_priority(B, 60);
	OK(world_call(B, TCBSuspend, NONE, NONE).label);
	OK(world_call(B, TCBResume, NONE, NONE).label); /* b, 60, is ready */
	world_message(0, NONE, NONE);
	world_trap(seL4_SysCall, EP);
	CHECK(kernel.current == b);
	CHECK_EQ(a->state, THREAD_RUNNING);
	CHECK(a->queued);
}

static void resume_considers_the_thread(void)
{
	start_two(200, 1);
	OK(world_call(A, TCBSuspend, NONE, NONE).label);
	set_priority(ROOT_TCB, 150);
	CHECK(kernel.current == root);
	world_message(TCBResume, NONE, NONE);
	world_trap(seL4_SysCall, A);
	CHECK(kernel.current == a);
	CHECK_EQ(a->state, THREAD_RUNNING);
}

static void raising_another_switches(void)
{
	start_two(100, 1);
	set_priority(ROOT_TCB, 150);
	world_message(TCBSetPriority, W(ROOT_TCB), W(151));
	world_trap(seL4_SysCall, A);
	CHECK(kernel.current == a);
	CHECK(world_reply(root).label == seL4_NoError);
}

static void priorities_are_bounded(void)
{
	start_two(100, 1);
	CHECK_REPLY(world_call(A, TCBSetPriority, W(ROOT_TCB), W(256)), seL4_RangeError, W(0, 255));
	CHECK_REPLY(world_call(A, TCBSetPriority, W(B), W(1)), seL4_RangeError, W(0, 0));
	CHECK_REPLY(world_call(A, TCBSetPriority, W(ROOT_CNODE), W(1)), seL4_InvalidCapability, W(1));
	CHECK_REPLY(world_call(A, TCBSetPriority, NONE, W(1)), seL4_TruncatedMessage, NONE);
	OK(world_call(B, TCBSetMCPriority, W(ROOT_TCB), W(9)).label);
	CHECK_REPLY(world_call(A, TCBSetSchedParams, W(B), W(10, 9)), seL4_RangeError, W(0, 9));
	CHECK_REPLY(world_call(A, TCBSetSchedParams, W(B), W(9, 10)), seL4_RangeError, W(0, 9));
	OK(world_call(A, TCBSetSchedParams, W(B), W(9, 8)).label);
	CHECK_EQ(a->mcp, 9);
	CHECK_EQ(a->priority, 8);
	CHECK_EQ(world_call(A, TCBSetSchedParams, W(B), W(9)).label, seL4_TruncatedMessage);
}

static void idle_and_awake_again(void)
{
	start_two(1, 1);
	OK(world_call(A, TCBSuspend, NONE, NONE).label);
	OK(world_call(B, TCBSuspend, NONE, NONE).label);
	OK(world_call(ROOT_IRQ_CONTROL, IRQIssueIRQHandler, W(ROOT_CNODE), W(3, WAKE + 1, 64)).label);
	OK(world_call(WAKE + 1, IRQSetIRQHandler, W(NTFN), NONE).label);
	world_trap(seL4_SysRecv, NTFN);
	CHECK(kernel.current == &kernel.idle);
	ticks(20);
	CHECK(kernel.current == &kernel.idle);
	world_interrupt(3);
	CHECK(kernel.current == root);
}

/** What is to be loaded for the next thread is loaded just once. */
static void one_switch_a_call(void)
{
	start_two(255, 1);
	CHECK(world_run(a));
	world_trap(seL4_SysRecv, EP);
	CHECK(world_run(root));
	host.thread_switches = host.idle_switches = 0;
	world_message(0, NONE, NONE);
	world_trap(seL4_SysCall, EP);
	CHECK(kernel.current == a);
	CHECK_EQ(host.thread_switches, 1);
	world_message(0, NONE, NONE);
	world_trap(seL4_SysReplyRecv, EP);
	CHECK(kernel.current == root);
	CHECK_EQ(host.thread_switches, 2);
	OK(world_call(A, TCBSuspend, NONE, NONE).label);
	OK(world_call(B, TCBSuspend, NONE, NONE).label);
	CHECK_EQ(host.thread_switches, 2);
	world_trap(seL4_SysRecv, NTFN);
	CHECK(kernel.current == &kernel.idle);
	CHECK_EQ(host.idle_switches, 1);
}

/* domains */

static u64 domain_set(u64 domain, u64 tcb)
{
	return world_call(ROOT_DOMAIN, DomainSetSet, W(tcb), W(domain)).label;
}

static u64 configure(u64 index, u64 domain, u64 duration)
{
	return world_call(ROOT_DOMAIN, DomainScheduleConfigure, NONE, W(index, domain, duration)).label;
}

static void order_of_domain_checks(void)
{
	start_two(1, 1);
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainSetSet, NONE, NONE), seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainSetSet, NONE, W(16)), seL4_InvalidArgument, W(0));
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainSetSet, NONE, W(15)), seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainSetSet, W(ROOT_CNODE), W(15)), seL4_InvalidArgument, W(1));
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainScheduleConfigure, NONE, W(99, 16)), seL4_TruncatedMessage,
		    NONE);
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainScheduleConfigure, NONE, W(99, 16, ~0ull)), seL4_RangeError,
		    W(0, 98));
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainScheduleConfigure, NONE, W(98, 16, ~0ull)), seL4_RangeError,
		    W(0, 15));
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainScheduleConfigure, NONE, W(98, 15, 1ull << 56)),
		    seL4_InvalidArgument, W(2));
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainScheduleConfigure, NONE, W(98, 15, 0)),
		    seL4_InvalidArgument, W(1));
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainScheduleConfigure, NONE, W(0, 0, 0)), seL4_InvalidArgument,
		    W(2));
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainScheduleSetStart, NONE, NONE), seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainScheduleSetStart, NONE, W(100)), seL4_RangeError, W(0, 99));
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainScheduleSetStart, NONE, W(1)), seL4_InvalidArgument, W(0));
	CHECK_REPLY(world_call(ROOT_DOMAIN, DomainSetSet + 20, NONE, NONE), seL4_IllegalOperation, NONE);
}

static void domains_take_turns(void)
{
	start_two(50, 50);
	OK(domain_set(1, A));
	OK(configure(0, 0, 3));
	OK(configure(1, 1, 2));
	OK(configure(2, 2, 1)); /* nobody is there: idle */
	world_message(DomainScheduleSetStart, NONE, W(0));
	world_trap(seL4_SysCall, ROOT_DOMAIN);
	for (unsigned round = 0; round < 3; round++) {
		CHECK(kernel.current == root);
		ticks(2);
		CHECK(kernel.current == root);
		ticks(1);
		CHECK(kernel.current == a);
		ticks(1);
		CHECK(kernel.current == a);
		ticks(1);
		CHECK(kernel.current == &kernel.idle);
		ticks(1);
	}
}

static void other_domains_never_run(void)
{
	start_two(255, 1);
	OK(domain_set(1, A));
	for (unsigned i = 0; i < 10; i++) {
		yield();
		CHECK(kernel.current == root);
	}
	set_priority(ROOT_TCB, 0);
	CHECK(kernel.current == b);
	world_trap(seL4_SysRecv, EP);
	CHECK(kernel.current == root);
	OK(world_call(A, TCBSuspend, NONE, NONE).label);
	OK(world_call(A, TCBResume, NONE, NONE).label); /* made ready in its own domain, no switch */
	CHECK(kernel.current == root);
	CHECK(a->queued);
}

static void moving_oneself_stops_at_once(void)
{
	start_two(10, 1);
	world_message(DomainSetSet, W(ROOT_TCB), W(3));
	world_trap(seL4_SysCall, ROOT_DOMAIN);
	CHECK(kernel.current == a);
	CHECK(root->queued);
	CHECK_EQ(world_reply(root).label, seL4_NoError);
}

TAP_MAIN(TAP(higher_runs), TAP(yield_goes_round), TAP(yield_changes_no_register), TAP(a_slice_is_five_ticks),
	 TAP(yield_does_not_refill), TAP(waking_a_higher_one_switches),
	 TAP(waking_an_equal_one_does_not_switch), TAP(waking_a_lower_one_does_not_switch),
	 TAP(a_blocking_thread_hands_over), TAP(a_call_to_a_lower_server_leaves_the_choice),
	 TAP(resume_considers_the_thread), TAP(raising_another_switches), TAP(priorities_are_bounded),
	 TAP(idle_and_awake_again), TAP(one_switch_a_call), TAP(order_of_domain_checks),
	 TAP(domains_take_turns), TAP(other_domains_never_run), TAP(moving_oneself_stops_at_once))
