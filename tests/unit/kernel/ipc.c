/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Endpoints, replies, and capabilities in messages: ABI sheet 1.3 and 7. */
#include "kernel_test.h"

enum {
	EP = 100,
	SENDER = 110,
	OTHER = 112,
	THIRD = 114,
	NODE = 120,
	CAP_A = 130,
	CAP_B,
	CAP_C,
	RECEIVED = 200
};

enum { BUFFER_CAPS = 122, BUFFER_RECEIVE = 125 };

static struct tcb *sender, *other;

/** An endpoint and two threads of the root's priority. */
static void start_ipc(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, EP, 1));
	sender = world_thread(SENDER, 255);
	other = world_thread(OTHER, 255);
}

static void send_from(struct tcb *tcb, int64_t number, u64 cptr, u64 label, struct words caps,
		      struct words words)
{
	CHECK(world_run(tcb));
	world_message(label, caps, words);
	world_trap(number, cptr);
}

static struct reply receive(u64 cptr)
{
	CHECK(world_run(world_root()));
	return world_reply(world_trap(seL4_SysRecv, cptr));
}

/** Where the root wants a capability. */
static void want_cap(u64 node, u64 index, u64 depth)
{
	u64 *buffer = tcb_ipc_buffer(world_root(), true);

	buffer[BUFFER_RECEIVE] = node;
	buffer[BUFFER_RECEIVE + 1] = index;
	buffer[BUFFER_RECEIVE + 2] = depth;
}

static u64 received_badge(unsigned index)
{
	return tcb_ipc_buffer(world_root(), false)[BUFFER_CAPS + index];
}

static void sender_first(void)
{
	struct reply got;

	start_ipc();
	OK(world_mint(CAP_A, EP, ALL_RIGHTS, 77));
	send_from(sender, seL4_SysSend, CAP_A, 5, NONE, W(1, 2, 3, 4, 5, 6));
	CHECK_EQ(sender->state, THREAD_BLOCKED_ON_SEND);
	got = receive(EP);
	CHECK_EQ(got.badge, 77);
	CHECK_EQ(got.label, 5);
	CHECK_EQ(got.length, 6);
	for (u64 i = 0; i < 6; i++)
		CHECK_EQ(got.mr[i], i + 1);
	CHECK_EQ(sender->state, THREAD_RUNNING);
}

static void receiver_first(void)
{
	struct reply got;

	start_ipc();
	world_trap(seL4_SysRecv, EP);
	CHECK_EQ(world_root()->state, THREAD_BLOCKED_ON_RECEIVE);
	send_from(sender, seL4_SysSend, EP, 9, NONE, W(42));
	CHECK(world_run(world_root()));
	got = world_reply(world_root());
	CHECK_EQ(got.badge, 0);
	CHECK_EQ(got.label, 9);
	CHECK_EQ(got.length, 1);
	CHECK_EQ(got.mr[0], 42);
}

static void first_come_first_served(void)
{
	start_ipc();
	OK(world_call(OTHER, TCBSetPriority, W(ROOT_TCB), W(200)).label);
	send_from(sender, seL4_SysSend, EP, 1, NONE, NONE);
	OK(world_call(OTHER, TCBSetPriority, W(ROOT_TCB), W(255)).label); /* priority does not count */
	send_from(other, seL4_SysSend, EP, 2, NONE, NONE);
	CHECK_EQ(receive(EP).label, 1);
	CHECK_EQ(receive(EP).label, 2);
}

static void registers_past_the_length_stay(void)
{
	start_ipc();
	send_from(sender, seL4_SysSend, EP, 1, NONE, W(8));
	CHECK(world_run(world_root()));
	world_root()->context.reg[arch_message_register(1)] = 0x1234;
	receive(EP);
	CHECK_EQ(message_word_of(world_root(), 0), 8);
	CHECK_EQ(message_word_of(world_root(), 1), 0x1234);
}

static void lengths(void)
{
	start_ipc();
	CHECK(world_run(sender));
	sender->context.reg[REG_INFO] = 127; /* more than there can be */
	world_trap(seL4_SysSend, EP);
	CHECK_EQ(receive(EP).length, 120);

	/* without a buffer on one side only the registers go */
	OK(world_call(SENDER, TCBSetIPCBuffer, W(ROOT_BUFFER), W(0)).label);
	CHECK(world_run(sender));
	sender->context.reg[REG_INFO] = 6;
	world_trap(seL4_SysSend, EP);
	CHECK_EQ(receive(EP).length, 4);
	OK(world_call(ROOT_TCB, TCBSetIPCBuffer, W(ROOT_BUFFER), W(0)).label);
	send_from(other, seL4_SysSend, EP, 0, NONE, W(1, 2, 3, 4, 5));
	CHECK_EQ(receive(EP).length, 4);
}

static void calls_without_waiting(void)
{
	start_ipc();
	world_message(3, NONE, NONE);
	world_trap(seL4_SysNBSend, EP); /* nobody waits: dropped */
	CHECK(kernel.current == world_root());
	world_root()->context.reg[REG_INFO] = 0x55002;
	world_root()->context.reg[arch_message_register(0)] = 1;
	world_trap(seL4_SysNBRecv, EP);
	CHECK(kernel.current == world_root());
	CHECK_EQ(world_root()->context.reg[REG_CAP], 0);
	CHECK_EQ(world_root()->context.reg[REG_INFO], 0x55002);
	CHECK_EQ(message_word_of(world_root(), 0), 1);
}

static void call_and_reply(void)
{
	struct reply got;

	start_ipc();
	send_from(sender, seL4_SysCall, EP, 4, NONE, W(10));
	CHECK_EQ(receive(EP).mr[0], 10);
	CHECK_EQ(sender->state, THREAD_BLOCKED_ON_REPLY);
	CHECK(sender->reply_slot == &world_root()->slots[TCB_CALLER]);
	CHECK(world_run(world_root()));
	world_message(6, NONE, W(11, 12));
	world_trap(seL4_SysReply, 0);
	CHECK(sender->reply_slot == NULL);
	CHECK(world_run(sender));
	got = world_reply(sender);
	CHECK_EQ(got.badge, 0);
	CHECK_EQ(got.label, 6);
	CHECK_EQ(got.length, 2);
	CHECK_EQ(got.mr[1], 12);
	CHECK(world_run(world_root()));
	world_trap(seL4_SysReply, 0); /* nobody to answer: nothing happens */
	CHECK(kernel.current == world_root());
}

static void reply_and_receive(void)
{
	start_ipc();
	world_trap(seL4_SysRecv, EP);
	send_from(sender, seL4_SysCall, EP, 0, NONE, W(1));
	CHECK(kernel.current == world_root() || world_run(world_root()));
	world_message(0, NONE, W(2));
	world_trap(seL4_SysReplyRecv, EP);
	CHECK_EQ(world_root()->state, THREAD_BLOCKED_ON_RECEIVE);
	CHECK(world_run(sender));
	CHECK_EQ(message_word_of(sender, 0), 2);
	send_from(sender, seL4_SysCall, EP, 0, NONE, W(3));
	CHECK_EQ(message_word_of(world_root(), 0), 3);
}

/** Slow and fast path must do the same thing. */
static void reply_and_receive_from_one_who_waits(void)
{
	start_ipc();
	world_trap(seL4_SysRecv, EP);
	send_from(sender, seL4_SysCall, EP, 0, NONE, W(1));
	send_from(other, seL4_SysCall, EP, 0, NONE, W(2));
	CHECK(world_run(world_root()));
	CHECK_EQ(message_word_of(world_root(), 0), 1);
	world_message(0, NONE, W(7));
	world_trap(seL4_SysReplyRecv, EP);
	CHECK_EQ(world_root()->state, THREAD_RUNNING);
	CHECK_EQ(message_word_of(world_root(), 0), 2);
	CHECK_EQ(sender->state, THREAD_RUNNING);
	CHECK_EQ(message_word_of(sender, 0), 7);
	CHECK(other->reply_slot == &world_root()->slots[TCB_CALLER]);
}

static void call_needs_grant_or_grant_reply(void)
{
	start_ipc();
	OK(world_copy(CAP_A, EP, seL4_RightWrite));
	OK(world_copy(CAP_B, EP, seL4_RightWrite | seL4_RightGrantReply));
	send_from(sender, seL4_SysCall, CAP_A, 1, NONE, NONE);
	CHECK_EQ(receive(EP).label, 1); /* the message arrives, the caller is lost */
	CHECK_EQ(sender->state, THREAD_INACTIVE);
	CHECK(slot_is_empty(&world_root()->slots[TCB_CALLER]));
	send_from(other, seL4_SysCall, CAP_B, 2, NONE, NONE);
	CHECK_EQ(receive(EP).label, 2);
	CHECK_EQ(other->state, THREAD_BLOCKED_ON_REPLY);
}

static void missing_rights(void)
{
	start_ipc();
	OK(world_copy(CAP_A, EP, seL4_RightRead | seL4_RightGrant));
	OK(world_copy(CAP_B, EP, seL4_RightWrite | seL4_RightGrant));
	CHECK_REPLY(world_call(CAP_A, 0, NONE, NONE), seL4_InvalidCapability, W(0));
	CHECK(world_run(sender));
	world_trap(seL4_SysNBRecv, CAP_B); /* no right to receive: a fault, and no handler */
	CHECK_EQ(sender->state, THREAD_INACTIVE);
}

static void grant_of_the_reply_is_the_receivers(void)
{
	start_ipc();
	OK(world_copy(CAP_A, EP, seL4_RightRead));
	send_from(sender, seL4_SysCall, EP, 0, NONE, NONE);
	receive(CAP_A);
	CHECK(!cap_reply_grant(world_root()->slots[TCB_CALLER].cap));
	send_from(other, seL4_SysCall, EP, 0, NONE, NONE);
	receive(EP);
	CHECK(cap_reply_grant(world_root()->slots[TCB_CALLER].cap));
	CHECK(sender->reply_slot == NULL); /* receiving again gave up the first caller */
	CHECK_EQ(sender->state, THREAD_BLOCKED_ON_REPLY);
}

static void a_capability_arrives(void)
{
	struct reply got;

	start_ipc();
	OK(world_retype(UNTYPED_64K, seL4_NotificationObject, 0, CAP_A, 1));
	OK(world_mint(CAP_B, CAP_A, seL4_RightWrite, 5));
	want_cap(ROOT_CNODE, RECEIVED, 64);
	send_from(sender, seL4_SysSend, EP, 0, W(CAP_B, CAP_B), NONE);
	got = receive(EP);
	CHECK_EQ(got.caps, 1); /* there is one slot only: the second stays behind */
	CHECK_EQ(got.unwrapped, 0);
	CHECK_EQ(type_at(RECEIVED), CAP_NOTIFICATION);
	CHECK_EQ(cap_badge(world_slot(RECEIVED)->cap), 5);
	CHECK_EQ(cap_rights(world_slot(RECEIVED)->cap), seL4_RightWrite);
	OK(world_revoke(CAP_B));
	CHECK_EQ(type_at(RECEIVED), CAP_NULL);
}

static void badges_are_unwrapped(void)
{
	struct reply got;

	start_ipc();
	OK(world_mint(CAP_A, EP, 0, 21));
	OK(world_mint(CAP_B, EP, ALL_RIGHTS, 22));
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, CAP_C, 1));
	want_cap(ROOT_CNODE, RECEIVED, 64);
	send_from(sender, seL4_SysSend, EP, 0, W(CAP_A, CAP_C, CAP_B), NONE);
	got = receive(EP);
	CHECK_EQ(got.caps, 3);
	CHECK_EQ(got.unwrapped, 5);
	CHECK_EQ(received_badge(0), 21);
	CHECK_EQ(received_badge(2), 22);
	CHECK_EQ(type_at(RECEIVED), CAP_ENDPOINT);
	CHECK(world_object(RECEIVED) == world_object(CAP_C));
}

static void no_slot_stops_the_transfer(void)
{
	struct reply got;

	start_ipc();
	OK(world_retype(UNTYPED_64K, seL4_NotificationObject, 0, CAP_A, 1));
	OK(world_mint(CAP_B, EP, ALL_RIGHTS, 22));
	want_cap(ROOT_CNODE, EP, 64); /* occupied */
	send_from(sender, seL4_SysSend, EP, 0, W(CAP_B, CAP_A, CAP_B), NONE);
	got = receive(EP);
	CHECK_EQ(got.caps, 1);
	CHECK_EQ(got.unwrapped, 1);
	want_cap(ROOT_TCB, RECEIVED, 64); /* no CNode */
	send_from(sender, seL4_SysSend, EP, 0, W(CAP_A), NONE);
	CHECK_EQ(receive(EP).caps, 0);
	want_cap(ROOT_CNODE, RECEIVED, 65);
	send_from(sender, seL4_SysSend, EP, 0, W(CAP_A), NONE);
	CHECK_EQ(receive(EP).caps, 0);
}

static void what_cannot_be_derived_stops_the_transfer(void)
{
	start_ipc();
	want_cap(ROOT_CNODE, RECEIVED, 64);
	send_from(sender, seL4_SysSend, EP, 0, W(ROOT_IRQ_CONTROL), NONE);
	CHECK_EQ(receive(EP).caps, 0);
	send_from(sender, seL4_SysSend, EP, 0, W(UNTYPED_64K), NONE); /* has children */
	CHECK_EQ(receive(EP).caps, 0);
	CHECK_EQ(type_at(RECEIVED), CAP_NULL);
}

static void without_grant_no_capability_goes(void)
{
	struct reply got;

	start_ipc();
	OK(world_copy(CAP_A, EP, seL4_RightWrite | seL4_RightGrantReply));
	want_cap(ROOT_CNODE, RECEIVED, 64);
	send_from(sender, seL4_SysSend, CAP_A, 1, W(EP, CAP_A), W(1));
	got = receive(EP);
	CHECK_EQ(got.caps, 0);
	CHECK_EQ(got.unwrapped, 0);
	CHECK_EQ(got.length, 1);
	CHECK_EQ(type_at(RECEIVED), CAP_NULL);
}

static void a_bad_capability_faults_the_sender(void)
{
	start_ipc();
	send_from(sender, seL4_SysSend, EP, 0, W(1ull << 63), NONE);
	CHECK_EQ(sender->state, THREAD_INACTIVE);
	send_from(other, seL4_SysNBSend, EP, 0, W(1ull << 63), NONE); /* given up silently */
	CHECK_EQ(other->state, THREAD_RUNNING);
}

static void a_capability_gone_bad_takes_the_others_along(void)
{
	u64 *buffer;

	start_ipc();
	OK(world_retype(UNTYPED_64K, seL4_NotificationObject, 0, CAP_A, 1));
	want_cap(ROOT_CNODE, RECEIVED, 64);
	send_from(sender, seL4_SysSend, EP, 0, W(CAP_A, CAP_A), NONE);
	buffer = tcb_ipc_buffer(sender, true);
	buffer[BUFFER_CAPS + 1] = 1ull << 63; /* as another thread could do while this one waits */
	CHECK_EQ(receive(EP).caps, 0);
	CHECK_EQ(type_at(RECEIVED), CAP_NULL);
}

static void a_reply_carries_a_capability_if_granted(void)
{
	start_ipc();
	OK(world_retype(UNTYPED_64K, seL4_NotificationObject, 0, CAP_A, 1));
	CHECK(world_run(sender));
	tcb_ipc_buffer(sender, true)[BUFFER_RECEIVE] = ROOT_CNODE;
	tcb_ipc_buffer(sender, true)[BUFFER_RECEIVE + 1] = RECEIVED;
	tcb_ipc_buffer(sender, true)[BUFFER_RECEIVE + 2] = 64;
	world_message(0, NONE, NONE);
	world_trap(seL4_SysCall, EP);
	receive(EP);
	world_message(0, W(CAP_A), NONE);
	world_trap(seL4_SysReply, 0);
	CHECK_EQ(type_at(RECEIVED), CAP_NOTIFICATION);
	CHECK(world_run(sender));
	CHECK_EQ(world_reply(sender).caps, 1);
}

static void cancelling_badged_sends(void)
{
	start_ipc();
	OK(world_mint(CAP_A, EP, ALL_RIGHTS, 1));
	OK(world_mint(CAP_B, EP, ALL_RIGHTS, 2));
	OK(world_mint(CAP_C, EP, seL4_RightWrite, 1));
	send_from(sender, seL4_SysSend, CAP_A, 0, NONE, NONE);
	send_from(other, seL4_SysSend, CAP_B, 0, NONE, NONE);
	CHECK(world_run(world_root()));
	CHECK_EQ(world_call(ROOT_CNODE, CNodeCancelBadgedSends, NONE, W(CAP_C, 64)).label,
		 seL4_IllegalOperation);
	CHECK_EQ(world_call(ROOT_CNODE, CNodeCancelBadgedSends, NONE, W(ROOT_TCB, 64)).label,
		 seL4_IllegalOperation);
	OK(world_call(ROOT_CNODE, CNodeCancelBadgedSends, NONE, W(EP, 64)).label); /* badge 0: nothing */
	CHECK_EQ(sender->state, THREAD_BLOCKED_ON_SEND);
	OK(world_call(ROOT_CNODE, CNodeCancelBadgedSends, NONE, W(CAP_A, 64)).label);
	CHECK(tcb_is_runnable(sender));
	CHECK_EQ(other->state, THREAD_BLOCKED_ON_SEND);
	CHECK(world_run(sender));
	CHECK(world_repeats(sender));
}

static void suspending_a_caller(void)
{
	start_ipc();
	send_from(sender, seL4_SysCall, EP, 0, NONE, NONE);
	receive(EP);
	OK(world_call(SENDER, TCBSuspend, NONE, NONE).label);
	CHECK(slot_is_empty(&world_root()->slots[TCB_CALLER]));
	CHECK_EQ(sender->state, THREAD_INACTIVE);
	OK(world_call(SENDER, TCBResume, NONE, NONE).label);
	CHECK(world_run(sender));
	CHECK(world_repeats(sender)); /* the call from the start */
}

static void null_capabilities(void)
{
	start_ipc();
	CHECK_REPLY(world_call(250, 0, NONE, NONE), seL4_InvalidCapability, W(0));
	CHECK(world_run(sender));
	world_trap(seL4_SysRecv, 250);
	CHECK_EQ(sender->state, THREAD_INACTIVE); /* a fault, and no handler */
	CHECK(world_run(other));
	world_trap(seL4_SysNBSend, 1ull << 60);
	CHECK_EQ(other->state, THREAD_RUNNING);
	world_trap(seL4_SysSend, 1ull << 60);
	CHECK_EQ(other->state, THREAD_INACTIVE);
}

#define ALL_TESTS                                                                                           \
	TAP(sender_first), TAP(receiver_first), TAP(first_come_first_served),                               \
		TAP(registers_past_the_length_stay), TAP(lengths), TAP(calls_without_waiting),              \
		TAP(call_and_reply), TAP(reply_and_receive), TAP(reply_and_receive_from_one_who_waits),     \
		TAP(call_needs_grant_or_grant_reply), TAP(missing_rights),                                  \
		TAP(grant_of_the_reply_is_the_receivers), TAP(a_capability_arrives),                        \
		TAP(badges_are_unwrapped), TAP(no_slot_stops_the_transfer),                                 \
		TAP(what_cannot_be_derived_stops_the_transfer), TAP(without_grant_no_capability_goes),      \
		TAP(a_bad_capability_faults_the_sender), TAP(a_capability_gone_bad_takes_the_others_along), \
		TAP(a_reply_carries_a_capability_if_granted), TAP(cancelling_badged_sends),                 \
		TAP(suspending_a_caller), TAP(null_capabilities)

/** The rest goes through the fast path where it can. */
static void fast_path(void)
{
	world_fast_path = true;
}

TAP_MAIN(ALL_TESTS, TAP(fast_path), ALL_TESTS)
