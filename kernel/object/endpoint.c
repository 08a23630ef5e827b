/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Endpoints: a FIFO of threads that meet to pass messages (manual chapter 4). */
#include "kernel.h"
#include "object/ipc.h"
#include "object/tcb.h"
#include "sched/sched.h"

enum { ENDPOINT_STATE_MASK = 3 };

static enum endpoint_state endpoint_state(const struct endpoint *endpoint)
{
	return (enum endpoint_state)(endpoint->tail_state & ENDPOINT_STATE_MASK);
}

static struct tcb_queue endpoint_queue(const struct endpoint *endpoint)
{
	return (struct tcb_queue){ endpoint->head,
				   (struct tcb *)(endpoint->tail_state & ~(u64)ENDPOINT_STATE_MASK) };
}

/** Store a changed queue; without threads the endpoint is idle. */
static void endpoint_set_queue(struct endpoint *endpoint, struct tcb_queue queue, enum endpoint_state state)
{
	endpoint->head = queue.head;
	endpoint->tail_state = queue.head ? (u64)queue.tail | state : ENDPOINT_IDLE;
}

static void endpoint_append(struct endpoint *endpoint, struct tcb *tcb, enum endpoint_state state)
{
	struct tcb_queue queue = endpoint_queue(endpoint);

	tcb->blocked_on = endpoint;
	tcb_queue_append(&queue, tcb);
	endpoint_set_queue(endpoint, queue, state);
}

static void endpoint_dequeue(struct endpoint *endpoint, struct tcb *tcb)
{
	struct tcb_queue queue = endpoint_queue(endpoint);

	tcb_queue_remove(&queue, tcb);
	endpoint_set_queue(endpoint, queue, endpoint_state(endpoint));
}

/** @caller's message has reached @server: wait for the answer, if @caller's capability allows one. */
static void endpoint_await_reply(struct tcb *caller, struct tcb *server, bool allowed, bool reply_grant)
{
	if (allowed)
		tcb_set_caller(server, caller, reply_grant);
	else
		sched_set_state(caller, THREAD_INACTIVE);
}

void endpoint_send(struct endpoint *endpoint, struct tcb *sender, struct send how)
{
	struct tcb *receiver;

	if (endpoint_state(endpoint) != ENDPOINT_RECEIVING) {
		if (!how.block)
			return;
		sender->blocked_badge = how.badge;
		sender->blocked_grant = how.grant;
		sender->blocked_grant_reply = how.grant_reply;
		sender->blocked_is_call = how.call;
		endpoint_append(endpoint, sender, ENDPOINT_SENDING);
		sched_set_state(sender, THREAD_BLOCKED_ON_SEND);
		return;
	}
	receiver = endpoint->head;
	endpoint_dequeue(endpoint, receiver);
	message_transfer(sender, endpoint, receiver, how.badge, how.grant);
	sched_set_state(receiver, THREAD_RUNNING);
	sched_wake(receiver);
	if (how.call)
		endpoint_await_reply(sender, receiver, how.grant || how.grant_reply, receiver->blocked_grant);
}

static void endpoint_receive_from(struct endpoint *endpoint, struct tcb *receiver, bool grant)
{
	struct tcb *sender = endpoint->head;

	endpoint_dequeue(endpoint, sender);
	message_transfer(sender, endpoint, receiver, sender->blocked_badge, sender->blocked_grant);
	if (sender->blocked_is_call) {
		bool allowed = sender->blocked_grant || sender->blocked_grant_reply;

		endpoint_await_reply(sender, receiver, allowed, grant);
	} else {
		sched_set_state(sender, THREAD_RUNNING);
		sched_wake(sender);
	}
}

void endpoint_receive(struct endpoint *endpoint, struct tcb *receiver, bool grant, bool block)
{
	if (notification_take_bound(receiver))
		return;
	if (endpoint_state(endpoint) == ENDPOINT_SENDING) {
		endpoint_receive_from(endpoint, receiver, grant);
	} else if (block) {
		receiver->blocked_grant = grant;
		endpoint_append(endpoint, receiver, ENDPOINT_RECEIVING);
		sched_set_state(receiver, THREAD_BLOCKED_ON_RECEIVE);
	} else {
		receiver->context.reg[REG_CAP] = 0;
	}
}

void endpoint_remove(struct endpoint *endpoint, struct tcb *tcb)
{
	endpoint_dequeue(endpoint, tcb);
	sched_set_state(tcb, THREAD_INACTIVE);
}

/** Let @tcb, which waits here, do its system call again, or its fault be reported again. */
static void endpoint_restart(struct endpoint *endpoint, struct tcb *tcb)
{
	endpoint_dequeue(endpoint, tcb);
	tcb->fault.type = seL4_Fault_NullFault;
	sched_set_state(tcb, THREAD_RESTART);
	sched_enqueue(tcb);
	sched_request_choice();
}

bool endpoint_cancel_one(struct endpoint *endpoint)
{
	if (!endpoint->head)
		return false;
	endpoint_restart(endpoint, endpoint->head);
	return true;
}

void endpoint_cancel_badged(struct endpoint *endpoint, u64 badge)
{
	struct tcb *next;

	if (endpoint_state(endpoint) != ENDPOINT_SENDING)
		return;
	for (struct tcb *tcb = endpoint->head; tcb; tcb = next) {
		next = tcb->queue_next;
		if (tcb->blocked_badge == badge)
			endpoint_restart(endpoint, tcb);
	}
	sched_request_choice();
}
