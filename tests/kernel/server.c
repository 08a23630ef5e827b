/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Call and ReplyRecv with the other side waiting: what kernels hurry through, and
 * every reason not to.
 */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { HIGHER = TEST_PRIORITY + 10, LOWER = TEST_PRIORITY - 10 };

/** A thread that receives once, and what it got. */
struct receiver {
	seL4_CPtr endpoint;
	seL4_Word badge, word;
	seL4_MessageInfo_t info;
	volatile int received;
};

static void receive(void *arg)
{
	struct receiver *receiver = arg;

	receiver->info = seL4_Recv(receiver->endpoint, &receiver->badge);
	receiver->word = seL4_GetMR(0);
	receiver->received++;
}

/* Receives and replies. */
static void receive_and_reply(void *arg)
{
	receive(arg);
	seL4_SetMR(0, 0x99);
	seL4_Reply(seL4_MessageInfo_new(0, 0, 0, 1));
}

/** A thread that calls once. */
struct caller {
	seL4_CPtr cap;
	seL4_Word word;
	seL4_MessageInfo_t info;
	volatile int returned;
};

static void call(void *arg)
{
	struct caller *caller = arg;

	seL4_SetMR(0, caller->word);
	caller->info = seL4_Call(caller->cap, caller->info);
	caller->word = seL4_GetMR(0);
	caller->returned++;
}

static void send(void *arg)
{
	const struct caller *sender = arg;

	seL4_SetMR(0, sender->word);
	seL4_Send(sender->cap, seL4_MessageInfo_new(0, 0, 0, 1));
}

static struct caller make_caller(seL4_CPtr cap, seL4_Word word)
{
	return (struct caller){ .cap = cap, .word = word, .info = { { 1 } } };
}

static void test_write_right(void)
{
	struct receiver receiver = { .endpoint = make_endpoint() };
	struct caller caller = make_caller(copy_of(receiver.endpoint, seL4_NoWrite), 1);

	thread_start(HIGHER, receive, &receiver);
	thread_start(HIGHER, call, &caller);
	CHECK_EQ(receiver.received, 0);
	CHECK_EQ(seL4_MessageInfo_get_label(caller.info), seL4_InvalidCapability);
}

/* Call a waiting server, with few words or with more than registers hold. @return whether it came back */
static int comes_back(seL4_CapRights_t rights, seL4_Word words)
{
	struct receiver receiver = { .endpoint = make_endpoint() };
	struct caller caller = make_caller(copy_of(receiver.endpoint, rights), 7);

	caller.info = seL4_MessageInfo_new(0, 0, 0, words);
	thread_start(HIGHER, receive_and_reply, &receiver);
	thread_start(HIGHER, call, &caller);
	CHECK_EQ(receiver.received, 1);
	CHECK_EQ(receiver.word, 7);
	CHECK_EQ(caller.word, caller.returned ? 0x99 : 7);
	return caller.returned;
}

static void test_without_grant(void)
{
	CHECK(!comes_back(seL4_CapRights_new(0, 0, 1, 1), 1));
	CHECK(!comes_back(seL4_CapRights_new(0, 0, 1, 1), 10));
}

static void test_grant_reply(void)
{
	CHECK(comes_back(seL4_CapRights_new(1, 0, 0, 1), 1));
	CHECK(comes_back(seL4_CapRights_new(1, 0, 0, 1), 10));
	CHECK(comes_back(seL4_CapRights_new(0, 1, 0, 1), 1));
	CHECK(comes_back(seL4_CapRights_new(0, 1, 0, 1), 10));
}

/* Badge, label and length arrive; capability fields that the sender made up do not. */
static void test_info(void)
{
	struct receiver receiver = { .endpoint = make_endpoint() };
	struct caller caller = make_caller(badged(receiver.endpoint, ~0ul), 7);

	caller.info = seL4_MessageInfo_new(0x123456789ul, 7, 0, 3);
	thread_start(HIGHER, receive, &receiver);
	thread_start(HIGHER, call, &caller);
	CHECK_EQ(receiver.badge, ~0ul);
	CHECK_EQ(receiver.info.words[0], seL4_MessageInfo_new(0x123456789ul, 0, 0, 3).words[0]);
}

/* With two servers waiting, the first gets the call and the second goes on waiting. */
static void test_two_servers(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct receiver first = { .endpoint = endpoint }, second = { .endpoint = endpoint };

	thread_start(HIGHER, receive_and_reply, &first);
	thread_start(HIGHER, receive_and_reply, &second);
	for (seL4_Word i = 1; i <= 2; i++) {
		seL4_SetMR(0, i);
		seL4_Call(endpoint, seL4_MessageInfo_new(0, 0, 0, 1));
		CHECK_EQ(seL4_GetMR(0), 0x99);
	}
	CHECK_EQ(first.word, 1);
	CHECK_EQ(second.word, 2);
	/* nobody waits any more */
	seL4_NBSend(endpoint, seL4_MessageInfo_new(0, 0, 0, 0));
	CHECK_EQ(first.received + second.received, 2);
}

/* Registers beyond the length stay as they were, on both sides. */
static void answer_with_one_word(void *arg)
{
	seL4_Word info = 0, mr0 = 0, mr1 = 0xa1, mr2 = 0xa2, mr3 = 0xa3;
	struct receiver *receiver = arg;

	sel4_trap_exchange(seL4_SysRecv, receiver->endpoint, &info, &mr0, &mr1, &mr2, &mr3);
	receiver->received = mr0 == 1 && mr1 == 0xa1 && mr2 == 0xa2 && mr3 == 0xa3;
	mr0 = 2;
	sel4_trap_exchange(seL4_SysReplyRecv, receiver->endpoint, &info, &mr0, &mr1, &mr2, &mr3);
}

static void test_registers_beyond_length(void)
{
	struct receiver receiver = { .endpoint = make_endpoint() };
	seL4_Word info = 1, mr0 = 1, mr1 = 0xb1, mr2 = 0xb2, mr3 = 0xb3;

	thread_start(HIGHER, answer_with_one_word, &receiver);
	/* a reply's badge is 0 */
	CHECK_EQ(sel4_trap_exchange(seL4_SysCall, receiver.endpoint, &info, &mr0, &mr1, &mr2, &mr3), 0);
	CHECK(receiver.received);
	CHECK_EQ(mr0, 2);
	CHECK_EQ(mr1, 0xb1);
	CHECK_EQ(mr2, 0xb2);
	CHECK_EQ(mr3, 0xb3);
}

static void test_capability_to_waiting_server(void)
{
	struct receiver receiver = { .endpoint = make_endpoint() };
	seL4_CPtr cap = badged(receiver.endpoint, 0x55);

	thread_start(HIGHER, receive_and_reply, &receiver);
	seL4_SetCap(0, cap);
	seL4_Call(receiver.endpoint, seL4_MessageInfo_new(0, 0, 1, 0));
	CHECK_EQ(receiver.info.words[0], seL4_MessageInfo_new(0, 1, 1, 0).words[0]);
}

/* ReplyRecv by the test's own thread, after a first call from a lower thread. */
static void take_call(seL4_CPtr endpoint, struct caller *caller)
{
	thread_start(LOWER, call, caller);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), caller->word);
}

static void test_reply_recv_takes_signal(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr notification = make_notification();
	struct caller caller = make_caller(badged(endpoint, 1), 5);
	seL4_Word badge;

	take_call(endpoint, &caller);
	REQUIRE(seL4_TCB_BindNotification(thread_self()->tcb, notification) == seL4_NoError);
	seL4_Signal(badged(notification, 0x3000));
	seL4_SetMR(0, 6);
	seL4_ReplyRecv(endpoint, seL4_MessageInfo_new(0, 0, 0, 1), &badge);
	CHECK_EQ(badge, 0x3000);
	thread_set_priority(thread_self(), LOWER - 1);
	CHECK_EQ(caller.returned, 1);
	CHECK_EQ(caller.word, 6);
}

static void test_reply_recv_takes_sender(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct caller caller = make_caller(badged(endpoint, 1), 5);
	struct caller sender = make_caller(badged(endpoint, 2), 8);
	seL4_Word badge;

	take_call(endpoint, &caller);
	thread_start(HIGHER, send, &sender);
	seL4_SetMR(0, 6);
	seL4_ReplyRecv(endpoint, seL4_MessageInfo_new(0, 0, 0, 1), &badge);
	CHECK_EQ(badge, 2);
	CHECK_EQ(seL4_GetMR(0), 8);
	thread_set_priority(thread_self(), LOWER - 1);
	CHECK_EQ(caller.word, 6);
}

static void test_reply_recv_without_caller(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct caller sender = make_caller(badged(endpoint, 2), 8);
	seL4_Word badge;

	thread_start(LOWER, send, &sender);
	seL4_ReplyRecv(endpoint, seL4_MessageInfo_new(0, 0, 0, 1), &badge);
	CHECK_EQ(badge, 2);
}

/* Replies, then faults: the endpoint may not be received from. */
static void reply_recv_from(void *arg)
{
	struct receiver *receiver = arg;

	seL4_Recv(receiver->endpoint, (void *)0);
	seL4_SetMR(0, 0x77);
	seL4_ReplyRecv((seL4_CPtr)receiver->word, seL4_MessageInfo_new(0, 0, 0, 1), (void *)0);
}

static void test_reply_recv_read_right(void)
{
	seL4_CPtr handler = make_endpoint();
	struct receiver receiver = { .endpoint = make_endpoint() };
	struct thread *server = thread_new(HIGHER, reply_recv_from, &receiver);
	seL4_MessageInfo_t info;

	receiver.word = copy_of(receiver.endpoint, seL4_NoRead);
	thread_set_fault_handler(server, handler);
	thread_resume(server);
	seL4_SetMR(0, 1);
	seL4_Call(receiver.endpoint, seL4_MessageInfo_new(0, 0, 0, 1));
	CHECK_EQ(seL4_GetMR(0), 0x77);
	info = seL4_NBRecv(handler, (void *)0);
	CHECK_EQ(seL4_MessageInfo_get_label(info), seL4_Fault_CapFault);
	CHECK_EQ(seL4_GetMR(seL4_CapFault_InRecvPhase), 1);
}

/* A fault handler's loop: the reply repairs the faulting thread, and the next fault comes. */
static void fault_twice(void *arg)
{
	volatile seL4_Word *seen = arg;
	seL4_Word value = 0x111;

	ARCH_STRANGE_CALL_A(value);
	seen[0] = value;
	ARCH_STRANGE_CALL_B(value);
	seen[1] = value;
}

static void answer_fault(seL4_Word value)
{
	seL4_SetMR(ARCH_STRANGE_VALUE, value);
	seL4_SetMR(seL4_UnknownSyscall_FaultIP, seL4_GetMR(seL4_UnknownSyscall_FaultIP) + ARCH_STRANGE_BYTES);
}

static void test_fault_server(void)
{
	seL4_CPtr handler = make_endpoint();
	volatile seL4_Word seen[2] = { 0, 0 };
	struct thread *thread = thread_new(LOWER, fault_twice, (void *)seen);
	const seL4_MessageInfo_t all = seL4_MessageInfo_new(0, 0, 0, seL4_UnknownSyscall_Syscall);
	const seL4_MessageInfo_t some = seL4_MessageInfo_new(0, 0, 0, 4);

	thread_set_fault_handler(thread, handler);
	thread_resume(thread);
	seL4_Recv(handler, (void *)0);
	CHECK_EQ(seL4_GetMR(seL4_UnknownSyscall_Syscall), ARCH_STRANGE_NUMBER_A(0x111));
	answer_fault(0x222);
	seL4_ReplyRecv(handler, all, (void *)0);
	CHECK_EQ(seen[0], 0x222);
	CHECK_EQ(seL4_GetMR(seL4_UnknownSyscall_Syscall), ARCH_STRANGE_NUMBER_B(0x222));
	/* a short answer, as a fast path would like it: the trap comes again */
	seL4_SetMR(ARCH_STRANGE_VALUE, 0x333);
	seL4_ReplyRecv(handler, some, (void *)0);
	CHECK_EQ(seL4_GetMR(seL4_UnknownSyscall_Syscall), ARCH_STRANGE_NUMBER_B(0x333));
	answer_fault(0x444);
	seL4_Reply(all);
	thread_set_priority(thread_self(), LOWER - 1);
	CHECK_EQ(seen[1], 0x444);
}

/* A server keeps its Grant from one ReplyRecv to the next: its second reply carries a capability. */
static void reply_with_cap(void *arg)
{
	const struct receiver *receiver = arg;
	seL4_MessageInfo_t one = seL4_MessageInfo_new(0, 0, 1, 0);

	seL4_Recv(receiver->endpoint, (void *)0);
	seL4_ReplyRecv(receiver->endpoint, seL4_MessageInfo_new(0, 0, 0, 0), (void *)0);
	seL4_SetCap(0, (seL4_CPtr)receiver->word);
	seL4_Reply(one);
}

static seL4_Word caps_in_second_reply(seL4_CapRights_t rights)
{
	seL4_CPtr endpoint = make_endpoint();
	struct receiver receiver = { .endpoint = copy_of(endpoint, rights), .word = make_notification() };
	seL4_MessageInfo_t info;

	thread_start(HIGHER, reply_with_cap, &receiver);
	seL4_SetCapReceivePath(seL4_CapInitThreadCNode, slot_new(), ROOT_DEPTH);
	seL4_Call(endpoint, seL4_MessageInfo_new(0, 0, 0, 0));
	info = seL4_Call(endpoint, seL4_MessageInfo_new(0, 0, 0, 0));
	return seL4_MessageInfo_get_extraCaps(info);
}

static void test_grant_after_reply_recv(void)
{
	CHECK_EQ(caps_in_second_reply(seL4_AllRights), 1);
	CHECK_EQ(caps_in_second_reply(seL4_CapRights_new(1, 0, 1, 1)), 0);
}

/* Each client gets its own answer. */
static void test_two_clients(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct caller a = make_caller(badged(endpoint, 1), 10), b = make_caller(badged(endpoint, 2), 20);
	seL4_Word badge;

	thread_start(HIGHER, call, &a);
	thread_start(HIGHER, call, &b);
	seL4_Recv(endpoint, &badge);
	CHECK_EQ(badge, 1);
	seL4_SetMR(0, 11);
	seL4_ReplyRecv(endpoint, seL4_MessageInfo_new(0, 0, 0, 1), &badge);
	CHECK_EQ(badge, 2);
	CHECK_EQ(seL4_GetMR(0), 20);
	CHECK_EQ(a.word, 11);
	seL4_SetMR(0, 21);
	seL4_Reply(seL4_MessageInfo_new(0, 0, 0, 1));
	CHECK_EQ(b.word, 21);
}

static const struct test tests[] = {
	{ "Call needs Write", test_write_right },
	{ "Call without Grant or GrantReply", test_without_grant },
	{ "Call with GrantReply", test_grant_reply },
	{ "badge, label and length", test_info },
	{ "two servers wait in turn", test_two_servers },
	{ "registers beyond the length", test_registers_beyond_length },
	{ "a capability to a waiting server", test_capability_to_waiting_server },
	{ "ReplyRecv takes a bound signal", test_reply_recv_takes_signal },
	{ "ReplyRecv takes a queued sender", test_reply_recv_takes_sender },
	{ "ReplyRecv without a caller", test_reply_recv_without_caller },
	{ "ReplyRecv replies before it faults", test_reply_recv_read_right },
	{ "ReplyRecv answers faults", test_fault_server },
	{ "Grant lasts over ReplyRecv", test_grant_after_reply_recv },
	{ "two clients", test_two_clients },
};

const struct test_group server_tests = TEST_GROUP("servers", tests);
