/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Messages between threads: queues, calls and replies, buffers (sheet sections 2.3, 7.1, 7.4). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { HIGHER = TEST_PRIORITY + 10, LOWER = TEST_PRIORITY - 10 };

/** What a helper thread sends or calls with, and what it got. */
struct peer {
	seL4_CPtr endpoint;
	seL4_MessageInfo_t info;
	seL4_Word word; /* MR0 in and out */
	seL4_Word badge;
	volatile int returned; /* times its system call came back */
};

static struct peer make_peer(seL4_CPtr endpoint, seL4_Word word)
{
	return (struct peer){ .endpoint = endpoint, .info = seL4_MessageInfo_new(0, 0, 0, 1), .word = word };
}

static void peer_send(void *arg)
{
	struct peer *peer = arg;

	seL4_SetMR(0, peer->word);
	seL4_Send(peer->endpoint, peer->info);
	peer->returned++;
}

static void peer_call(void *arg)
{
	struct peer *peer = arg;

	seL4_SetMR(0, peer->word);
	peer->info = seL4_Call(peer->endpoint, peer->info);
	peer->word = seL4_GetMR(0);
	peer->returned++;
}

static void peer_recv(void *arg)
{
	struct peer *peer = arg;

	peer->info = seL4_Recv(peer->endpoint, &peer->badge);
	peer->word = seL4_GetMR(0);
	peer->returned++;
}

static void reply_word(seL4_Word word)
{
	seL4_SetMR(0, word);
	seL4_Reply(seL4_MessageInfo_new(0x31, 0, 0, 1));
}

static void test_send_waits(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peer = make_peer(badged(endpoint, 0xb), 42);
	seL4_Word badge;
	seL4_MessageInfo_t info;

	thread_start(HIGHER, peer_send, &peer);
	CHECK_EQ(peer.returned, 0);
	info = seL4_Recv(endpoint, &badge);
	CHECK_EQ(badge, 0xb);
	CHECK_EQ(info.words[0], 1);
	CHECK_EQ(seL4_GetMR(0), 42);
	CHECK_EQ(peer.returned, 1);
}

static void test_recv_waits(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peer = make_peer(endpoint, 0);

	thread_start(HIGHER, peer_recv, &peer);
	CHECK_EQ(peer.returned, 0);
	seL4_SetMR(0, 43);
	seL4_Send(badged(endpoint, ~0ul), seL4_MessageInfo_new(5, 0, 0, 1));
	CHECK_EQ(peer.returned, 1);
	CHECK_EQ(peer.word, 43);
	CHECK_EQ(peer.badge, ~0ul);
	CHECK_EQ(peer.info.words[0], seL4_MessageInfo_new(5, 0, 0, 1).words[0]);
}

static void test_nbsend_to_receiver(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peer = make_peer(endpoint, 0);

	thread_start(HIGHER, peer_recv, &peer);
	seL4_SetMR(0, 44);
	seL4_NBSend(endpoint, seL4_MessageInfo_new(0, 0, 0, 1));
	CHECK_EQ(peer.returned, 1);
	CHECK_EQ(peer.word, 44);
}

static void test_nbrecv_takes_sender(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peer = make_peer(badged(endpoint, 9), 45);
	seL4_Word badge;

	thread_start(HIGHER, peer_send, &peer);
	seL4_NBRecv(endpoint, &badge);
	CHECK_EQ(badge, 9);
	CHECK_EQ(seL4_GetMR(0), 45);
}

/* Senders of different priorities come in the order in which they queued. */
static void test_senders_fifo(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peers[4];
	static const seL4_Word priorities[] = { 120, 110, 140, 130 };

	for (unsigned i = 0; i < 4; i++) {
		peers[i] = make_peer(endpoint, i);
		thread_start(priorities[i], peer_send, &peers[i]);
	}
	for (unsigned i = 0; i < 4; i++) {
		seL4_Recv(endpoint, (void *)0);
		CHECK_EQ(seL4_GetMR(0), i);
	}
}

static void test_receivers_fifo(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peers[3];
	static const seL4_Word priorities[] = { 120, 110, 140 };

	for (unsigned i = 0; i < 3; i++) {
		peers[i] = make_peer(endpoint, 0);
		thread_start(priorities[i], peer_recv, &peers[i]);
	}
	for (unsigned i = 0; i < 3; i++) {
		seL4_SetMR(0, 70 + i);
		seL4_Send(endpoint, seL4_MessageInfo_new(0, 0, 0, 1));
		CHECK_EQ(peers[i].word, 70 + i);
	}
}

static void test_call_reply(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peer = make_peer(badged(endpoint, 1), 46);

	thread_start(HIGHER, peer_call, &peer);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 46);
	CHECK_EQ(peer.returned, 0);
	reply_word(47);
	CHECK_EQ(peer.returned, 1);
	CHECK_EQ(peer.word, 47);
	CHECK_EQ(peer.info.words[0], seL4_MessageInfo_new(0x31, 0, 0, 1).words[0]);
	/* the reply capability is used up */
	reply_word(48);
	CHECK_EQ(peer.returned, 1);
}

static void test_call_to_waiting_receiver(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer server = make_peer(endpoint, 0);
	struct peer client = make_peer(badged(endpoint, 6), 50);

	thread_start(HIGHER, peer_recv, &server);
	thread_start(HIGHER + 1, peer_call, &client);
	CHECK_EQ(server.word, 50);
	CHECK_EQ(server.badge, 6);
	CHECK_EQ(client.returned, 0);
}

/* A server that answers each call with its word plus one. */
static void serve(void *arg)
{
	const struct peer *peer = arg;
	seL4_MessageInfo_t info = seL4_Recv(peer->endpoint, (void *)0);

	for (;;) {
		seL4_SetMR(0, seL4_GetMR(0) + 1);
		info = seL4_ReplyRecv(peer->endpoint, info, (void *)0);
	}
}

static void test_reply_recv(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer server = make_peer(endpoint, 0);

	thread_start(HIGHER, serve, &server);
	for (seL4_Word i = 0; i < 5; i++) {
		seL4_SetMR(0, i);
		seL4_Call(endpoint, seL4_MessageInfo_new(0, 0, 0, 1));
		CHECK_EQ(seL4_GetMR(0), i + 1);
	}
}

static void test_reply_recv_lower_server(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer server = make_peer(endpoint, 0);

	thread_start(LOWER, serve, &server);
	for (seL4_Word i = 0; i < 5; i++) {
		seL4_SetMR(0, i);
		seL4_Call(endpoint, seL4_MessageInfo_new(0, 0, 0, 1));
		CHECK_EQ(seL4_GetMR(0), i + 1);
	}
}

static void test_reply_recv_long(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer server = make_peer(endpoint, 0);
	seL4_MessageInfo_t info;

	thread_start(HIGHER, serve, &server);
	for (int i = 0; i < 60; i++)
		seL4_SetMR(i, 5000u + (seL4_Word)i);
	info = seL4_Call(endpoint, seL4_MessageInfo_new(3, 0, 0, 60));
	CHECK_EQ(seL4_MessageInfo_get_length(info), 60);
	CHECK_EQ(seL4_GetMR(0), 5001);
	/* the server's buffer holds what the client sent, and sends it back */
	for (int i = 1; i < 60; i++)
		CHECK_EQ(seL4_GetMR(i), 5000u + (seL4_Word)i);
}

/* Without Grant and GrantReply a call is delivered, but its caller never comes back. */
static void test_call_without_grant(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peer = make_peer(copy_of(endpoint, seL4_CapRights_new(0, 0, 1, 1)), 51);
	struct thread *caller = thread_start(HIGHER, peer_call, &peer);

	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 51);
	reply_word(52);
	CHECK_EQ(peer.returned, 0);
	/* inactive, not blocked: resumed, it makes the call again */
	thread_resume(caller);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 51);
}

static void test_call_with_grant_reply(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peer = make_peer(copy_of(endpoint, seL4_CapRights_new(1, 0, 0, 1)), 53);

	thread_start(HIGHER, peer_call, &peer);
	seL4_Recv(endpoint, (void *)0);
	reply_word(54);
	CHECK_EQ(peer.word, 54);
}

static void test_call_with_grant(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peer = make_peer(copy_of(endpoint, seL4_CapRights_new(0, 1, 0, 1)), 53);

	thread_start(HIGHER, peer_call, &peer);
	seL4_Recv(endpoint, (void *)0);
	reply_word(55);
	CHECK_EQ(peer.word, 55);
}

static void test_send_right(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr no_send = copy_of(endpoint, seL4_NoWrite);
	seL4_MessageInfo_t info = seL4_Call(no_send, seL4_MessageInfo_new(0, 0, 0, 0));
	seL4_Word badge;

	CHECK_EQ(seL4_MessageInfo_get_label(info), seL4_InvalidCapability);
	CHECK_EQ(seL4_GetMR(0), 0);
	seL4_Send(no_send, seL4_MessageInfo_new(0, 0, 0, 0));
	seL4_NBSend(no_send, seL4_MessageInfo_new(0, 0, 0, 0));
	seL4_NBRecv(endpoint, &badge);
	CHECK_EQ(badge, 0);
}

/* The next receive on an endpoint drops the pending reply; a wait on a notification keeps it. */
static void test_recv_drops_reply(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peer = make_peer(endpoint, 1);

	thread_start(HIGHER, peer_call, &peer);
	seL4_Recv(endpoint, (void *)0);
	seL4_NBRecv(make_endpoint(), (void *)0);
	reply_word(2);
	CHECK_EQ(peer.returned, 0);
}

static void test_wait_keeps_reply(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr notification = make_notification();
	struct peer peer = make_peer(endpoint, 1);

	thread_start(HIGHER, peer_call, &peer);
	seL4_Recv(endpoint, (void *)0);
	seL4_Poll(notification, (void *)0);
	seL4_Signal(notification);
	seL4_Wait(notification, (void *)0);
	reply_word(2);
	CHECK_EQ(peer.returned, 1);
}

static void test_save_caller(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr reply = slot_new();
	struct peer peer = make_peer(endpoint, 1);

	thread_start(HIGHER, peer_call, &peer);
	seL4_Recv(endpoint, (void *)0);
	REQUIRE(seL4_CNode_SaveCaller(seL4_CapInitThreadCNode, reply, ROOT_DEPTH) == seL4_NoError);
	/* the caller slot is empty now */
	reply_word(2);
	CHECK_EQ(peer.returned, 0);
	seL4_SetMR(0, 3);
	seL4_Send(reply, seL4_MessageInfo_new(0, 0, 0, 1));
	CHECK_EQ(peer.returned, 1);
	CHECK_EQ(peer.word, 3);
	CHECK(slot_is_empty(reply));
}

static void test_call_saved_reply(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr reply = slot_new();
	struct peer peer = make_peer(endpoint, 1);
	seL4_MessageInfo_t info;

	thread_start(HIGHER, peer_call, &peer);
	seL4_Recv(endpoint, (void *)0);
	seL4_CNode_SaveCaller(seL4_CapInitThreadCNode, reply, ROOT_DEPTH);
	CHECK_EQ(slot_copy(slot_new(), reply), seL4_IllegalOperation);
	seL4_SetMR(0, 4);
	info = seL4_Call(reply, seL4_MessageInfo_new(0, 0, 0, 1));
	CHECK_EQ(info.words[0], 0);
	CHECK_EQ(peer.word, 4);
	CHECK(slot_is_empty(reply));
}

static void test_save_caller_moves(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr first = slot_new(), second = slot_new();
	struct peer peer = make_peer(endpoint, 1);

	CHECK_EQ(seL4_CNode_SaveCaller(seL4_CapInitThreadCNode, first, ROOT_DEPTH), seL4_NoError);
	CHECK(slot_is_empty(first));
	thread_start(HIGHER, peer_call, &peer);
	seL4_Recv(endpoint, (void *)0);
	seL4_CNode_SaveCaller(seL4_CapInitThreadCNode, first, ROOT_DEPTH);
	CHECK_EQ(slot_move(second, first), seL4_NoError);
	seL4_Send(second, seL4_MessageInfo_new(0, 0, 0, 0));
	CHECK_EQ(peer.returned, 1);
}

/* Deleting a reply capability leaves its caller blocked. */
static void test_delete_reply(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr reply = slot_new();
	struct peer peer = make_peer(endpoint, 1);
	struct thread *caller = thread_start(HIGHER, peer_call, &peer);

	seL4_Recv(endpoint, (void *)0);
	seL4_CNode_SaveCaller(seL4_CapInitThreadCNode, reply, ROOT_DEPTH);
	CHECK_EQ(slot_delete(reply), seL4_NoError);
	CHECK_EQ(peer.returned, 0);
	thread_resume(caller);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 1);
}

/* Suspending the caller destroys the saved reply capability. */
static void test_suspend_caller_kills_reply(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr reply = slot_new();
	struct peer peer = make_peer(endpoint, 1);
	struct thread *caller = thread_start(HIGHER, peer_call, &peer);

	seL4_Recv(endpoint, (void *)0);
	seL4_CNode_SaveCaller(seL4_CapInitThreadCNode, reply, ROOT_DEPTH);
	thread_suspend(caller);
	CHECK(slot_is_empty(reply));
}

static void test_suspended_sender_leaves_queue(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peers[2] = { make_peer(endpoint, 1), make_peer(endpoint, 2) };
	struct thread *first = thread_start(HIGHER, peer_send, &peers[0]);

	thread_start(HIGHER, peer_send, &peers[1]);
	thread_suspend(first);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 2);
	/* resumed, it sends again, from the start */
	thread_resume(first);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 1);
	CHECK_EQ(peers[0].returned, 1);
}

static void test_resume_requeues_at_tail(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peers[2] = { make_peer(endpoint, 1), make_peer(endpoint, 2) };
	struct thread *first = thread_start(HIGHER, peer_send, &peers[0]);

	thread_start(HIGHER, peer_send, &peers[1]);
	thread_resume(first);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 2);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 1);
}

/* Deleting the endpoint restarts its senders; their CPtr is empty now, and Send ignores that. */
static void test_delete_endpoint_restarts_senders(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peers[2] = { make_peer(endpoint, 1), make_peer(endpoint, 2) };

	thread_start(HIGHER, peer_send, &peers[0]);
	thread_start(HIGHER, peer_call, &peers[1]);
	CHECK_EQ(slot_delete(endpoint), seL4_NoError);
	CHECK_EQ(peers[0].returned, 1);
	CHECK_EQ(peers[1].returned, 1);
	CHECK_EQ(seL4_MessageInfo_get_label(peers[1].info), seL4_InvalidCapability);
}

static void test_cancel_badged_sends(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr one = badged(endpoint, 1), two = badged(endpoint, 2);
	seL4_CPtr one_again = copy_of(one, seL4_AllRights);
	struct peer peers[3] = { make_peer(one, 1), make_peer(two, 2), make_peer(one, 3) };

	for (unsigned i = 0; i < 3; i++)
		thread_start(HIGHER, peer_send, &peers[i]);
	/* the senders with badge 1 try again, through a slot that is empty by then */
	REQUIRE(slot_delete(one) == seL4_NoError);
	CHECK_EQ(seL4_CNode_CancelBadgedSends(seL4_CapInitThreadCNode, one_again, ROOT_DEPTH), seL4_NoError);
	CHECK_EQ(peers[0].returned, 1);
	CHECK_EQ(peers[1].returned, 0);
	CHECK_EQ(peers[2].returned, 1);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 2);
}

/* Senders with another badge keep their places; restarted, the higher one would come first. */
static void test_cancel_spares_other_badges(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr one = badged(endpoint, 1), two = badged(endpoint, 2);
	struct peer peers[2] = { make_peer(two, 1), make_peer(two, 2) };

	thread_start(HIGHER, peer_send, &peers[0]);
	thread_start(HIGHER + 1, peer_send, &peers[1]);
	CHECK_EQ(seL4_CNode_CancelBadgedSends(seL4_CapInitThreadCNode, one, ROOT_DEPTH), seL4_NoError);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 1);
}

static void test_cancel_badge_zero(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct peer peer = make_peer(endpoint, 1);

	thread_start(HIGHER, peer_send, &peer);
	CHECK_EQ(seL4_CNode_CancelBadgedSends(seL4_CapInitThreadCNode, endpoint, ROOT_DEPTH), seL4_NoError);
	CHECK_EQ(peer.returned, 0);
	seL4_Recv(endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 1);
}

/* Deleting a badged capability other than the last of its badge cancels nothing. */
static void test_revoke_cancels_badged_sends(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr parent = badged(endpoint, 7);
	seL4_CPtr child = copy_of(parent, seL4_AllRights);
	struct peer peer = make_peer(child, 1);
	seL4_Word badge;

	thread_start(HIGHER, peer_send, &peer);
	CHECK_EQ(slot_revoke(parent), seL4_NoError);
	CHECK(slot_is_empty(child));
	/* the queued message is still there: revoking capabilities does not cancel it */
	seL4_NBRecv(endpoint, &badge);
	CHECK_EQ(badge, 7);
}

static void send_eight(void *arg)
{
	const struct peer *peer = arg;

	for (int i = 0; i < 8; i++)
		seL4_SetMR(i, 100u + (seL4_Word)i);
	seL4_Send(peer->endpoint, seL4_MessageInfo_new(0, 0, 0, 8));
}

static seL4_Word length_received(seL4_CPtr endpoint)
{
	return seL4_MessageInfo_get_length(seL4_Recv(endpoint, (void *)0));
}

static void set_buffer(struct thread *thread, seL4_Word address, seL4_CPtr frame)
{
	REQUIRE(seL4_TCB_SetIPCBuffer(thread->tcb, address, frame) == seL4_NoError);
}

static void test_sender_without_buffer(void)
{
	struct peer peer = make_peer(make_endpoint(), 0);
	struct thread *sender = thread_new(HIGHER, send_eight, &peer);

	set_buffer(sender, 0, sender->ipc_frame);
	thread_resume(sender);
	CHECK_EQ(length_received(peer.endpoint), 4);
	CHECK_EQ(seL4_GetMR(3), 103);
}

static void test_sender_with_read_only_buffer(void)
{
	struct peer peer = make_peer(make_endpoint(), 0);
	struct thread *sender = thread_new(HIGHER, send_eight, &peer);

	set_buffer(sender, (seL4_Word)sender->ipc_buffer, copy_of(sender->ipc_frame, seL4_CanRead));
	thread_resume(sender);
	CHECK_EQ(length_received(peer.endpoint), 8);
	CHECK_EQ(seL4_GetMR(7), 107);
}

static void test_sender_with_write_only_buffer(void)
{
	struct peer peer = make_peer(make_endpoint(), 0);
	struct thread *sender = thread_new(HIGHER, send_eight, &peer);

	set_buffer(sender, (seL4_Word)sender->ipc_buffer, copy_of(sender->ipc_frame, seL4_CanWrite));
	thread_resume(sender);
	CHECK_EQ(length_received(peer.endpoint), 4);
}

/* A receiver reports the length it got in word 0 of @peer. */
static seL4_Word length_with_receiver_buffer(seL4_Word address, seL4_CapRights_t rights)
{
	struct peer peer = make_peer(make_endpoint(), 0);
	struct thread *receiver = thread_new(HIGHER, peer_recv, &peer);

	set_buffer(receiver, address ? (seL4_Word)receiver->ipc_buffer : 0,
		   copy_of(receiver->ipc_frame, rights));
	thread_resume(receiver);
	send_eight(&peer);
	return seL4_MessageInfo_get_length(peer.info);
}

static void test_receiver_buffers(void)
{
	CHECK_EQ(length_with_receiver_buffer(1, seL4_ReadWrite), 8);
	CHECK_EQ(length_with_receiver_buffer(0, seL4_ReadWrite), 4);
	CHECK_EQ(length_with_receiver_buffer(1, seL4_CanRead), 4);
}

/* The buffer is found through the frame capability: its address only gives the offset. */
static void test_buffer_by_frame(void)
{
	struct peer peer = make_peer(make_endpoint(), 0);
	struct thread *sender = thread_new(HIGHER, send_eight, &peer);

	set_buffer(sender, 0x7000000000 + (seL4_Word)sender->ipc_buffer % 4096, sender->ipc_frame);
	thread_resume(sender);
	CHECK_EQ(length_received(peer.endpoint), 8);
	CHECK_EQ(seL4_GetMR(7), 107);
}

/* The TCB's copy of the frame goes with the original: no buffer is left. */
static void test_buffer_revoked(void)
{
	struct peer peer = make_peer(make_endpoint(), 0);
	struct thread *sender = thread_new(HIGHER, send_eight, &peer);

	CHECK_EQ(slot_revoke(sender->ipc_frame), seL4_NoError);
	thread_resume(sender);
	CHECK_EQ(length_received(peer.endpoint), 4);
}

/* Without a buffer the extra capabilities that the info announces do not count. */
static void call_without_buffer(void *arg)
{
	struct peer *peer = arg;
	seL4_Word info = seL4_MessageInfo_new(CNodeCopy, 0, 1, 5).words[0];
	seL4_Word mr[4] = { slot_new(), ROOT_DEPTH, peer->endpoint, ROOT_DEPTH };

	sel4_trap_exchange(seL4_SysCall, seL4_CapInitThreadCNode, &info, &mr[0], &mr[1], &mr[2], &mr[3]);
	peer->info.words[0] = info;
}

static void test_extra_caps_without_buffer(void)
{
	struct peer peer = make_peer(make_endpoint(), 0);
	struct thread *thread = thread_new(HIGHER, call_without_buffer, &peer);

	set_buffer(thread, 0, thread->ipc_frame);
	thread_resume(thread);
	CHECK_EQ(peer.info.words[0], seL4_MessageInfo_new(seL4_TruncatedMessage, 0, 0, 0).words[0]);
}

/* A fifth word of an error does not fit. */
static void fail_without_buffer(void *arg)
{
	struct peer *peer = arg;
	seL4_Word info = seL4_MessageInfo_new(CNodeRevoke, 0, 0, 2).words[0];
	seL4_Word mr[4] = { 1ul << 63, ROOT_DEPTH, 0, 0 };

	sel4_trap_exchange(seL4_SysCall, seL4_CapInitThreadCNode, &info, &mr[0], &mr[1], &mr[2], &mr[3]);
	peer->info.words[0] = info;
	peer->word = mr[1];
}

static void test_error_without_buffer(void)
{
	struct peer peer = make_peer(make_endpoint(), 0);
	struct thread *thread = thread_new(HIGHER, fail_without_buffer, &peer);

	set_buffer(thread, 0, thread->ipc_frame);
	thread_resume(thread);
	CHECK_EQ(peer.info.words[0], seL4_MessageInfo_new(seL4_FailedLookup, 0, 0, 4).words[0]);
	CHECK_EQ(peer.word, seL4_GuardMismatch);
}

/* Registers beyond the received length keep what they held. */
static void test_short_message_keeps_registers(void)
{
	struct peer peer = make_peer(make_endpoint(), 60);
	seL4_Word info = 0, mr0 = 1, mr1 = 2, mr2 = 3, mr3 = 4;

	thread_start(HIGHER, peer_send, &peer);
	sel4_trap_exchange(seL4_SysRecv, peer.endpoint, &info, &mr0, &mr1, &mr2, &mr3);
	CHECK_EQ(info, 1);
	CHECK_EQ(mr0, 60);
	CHECK_EQ(mr1, 2);
	CHECK_EQ(mr2, 3);
	CHECK_EQ(mr3, 4);
}

/* A system call that waits leaves the program counter on its instruction. */
static void test_blocked_pc(void)
{
	struct peer peer = make_peer(make_endpoint(), 0);
	struct thread *receiver = thread_start(HIGHER, peer_recv, &peer);
	seL4_UserContext regs = thread_registers(receiver);

	CHECK(arch_is_trap(regs.ARCH_PC));
	CHECK_EQ(regs.ARCH_NUMBER, (seL4_Word)seL4_SysRecv);
	CHECK_EQ(regs.ARCH_ARG, peer.endpoint);
}

static void test_caller_not_woken_by_bound_signal(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr notification = make_notification();
	struct peer peer = make_peer(endpoint, 1);
	struct thread *caller = thread_new(HIGHER, peer_call, &peer);

	REQUIRE(seL4_TCB_BindNotification(caller->tcb, notification) == seL4_NoError);
	thread_resume(caller);
	seL4_Signal(notification);
	CHECK_EQ(peer.returned, 0);
	seL4_Recv(endpoint, (void *)0);
	seL4_Signal(notification);
	CHECK_EQ(peer.returned, 0);
	reply_word(8);
	CHECK_EQ(peer.word, 8);
}

static const struct test tests[] = {
	{ "Send waits for a receiver", test_send_waits },
	{ "Recv waits for a sender", test_recv_waits },
	{ "NBSend reaches a waiting receiver", test_nbsend_to_receiver },
	{ "NBRecv takes a waiting sender's message", test_nbrecv_takes_sender },
	{ "senders are served first come, first served", test_senders_fifo },
	{ "receivers likewise", test_receivers_fifo },
	{ "Call and Reply", test_call_reply },
	{ "Call to a waiting receiver", test_call_to_waiting_receiver },
	{ "ReplyRecv", test_reply_recv },
	{ "ReplyRecv by a server of lower priority", test_reply_recv_lower_server },
	{ "ReplyRecv with 60 words", test_reply_recv_long },
	{ "Call without Grant or GrantReply never returns", test_call_without_grant },
	{ "Call with GrantReply alone returns", test_call_with_grant_reply },
	{ "Call with Grant alone returns", test_call_with_grant },
	{ "sending needs the Write right", test_send_right },
	{ "Recv on an endpoint drops the pending reply", test_recv_drops_reply },
	{ "Wait on a notification keeps it", test_wait_keeps_reply },
	{ "SaveCaller moves the reply capability", test_save_caller },
	{ "a saved reply can be called, not copied", test_call_saved_reply },
	{ "a saved reply can be moved; saving nothing succeeds", test_save_caller_moves },
	{ "deleting a reply leaves the caller blocked", test_delete_reply },
	{ "suspending the caller destroys its reply", test_suspend_caller_kills_reply },
	{ "a suspended sender leaves the queue", test_suspended_sender_leaves_queue },
	{ "resuming a blocked sender queues it anew", test_resume_requeues_at_tail },
	{ "deleting an endpoint restarts its senders", test_delete_endpoint_restarts_senders },
	{ "CancelBadgedSends", test_cancel_badged_sends },
	{ "CancelBadgedSends spares other badges", test_cancel_spares_other_badges },
	{ "CancelBadgedSends of badge 0 does nothing", test_cancel_badge_zero },
	{ "revoking does not cancel queued sends", test_revoke_cancels_badged_sends },
	{ "a sender without a buffer sends four words", test_sender_without_buffer },
	{ "a sender may have a read-only buffer", test_sender_with_read_only_buffer },
	{ "a sender's buffer must be readable", test_sender_with_write_only_buffer },
	{ "a receiver's buffer must be there and writable", test_receiver_buffers },
	{ "the buffer is found through its frame", test_buffer_by_frame },
	{ "a revoked buffer is none", test_buffer_revoked },
	{ "extra capabilities need a buffer", test_extra_caps_without_buffer },
	{ "an error without a buffer has four words", test_error_without_buffer },
	{ "a short message keeps the other registers", test_short_message_keeps_registers },
	{ "a blocked thread's program counter is its system call", test_blocked_pc },
	{ "a bound signal does not end a Call", test_caller_not_woken_by_bound_signal },
};

const struct test_group ipc_tests = TEST_GROUP("ipc", tests);
