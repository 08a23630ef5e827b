/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Notifications: a word of signals, a FIFO of waiters, perhaps a bound thread (manual chapter 5). */
#include "kernel.h"
#include "object/ipc.h"
#include "object/tcb.h"
#include "sched/sched.h"

enum { NOTIFICATION_STATE_MASK = 3 };

static enum notification_state notification_state(const struct notification *notification)
{
	return (enum notification_state)(notification->tail_state & NOTIFICATION_STATE_MASK);
}

static struct tcb_queue notification_queue(const struct notification *notification)
{
	return (struct tcb_queue){ notification->head,
				   (struct tcb *)(notification->tail_state & ~(u64)NOTIFICATION_STATE_MASK) };
}

static void notification_set_queue(struct notification *notification, struct tcb_queue queue)
{
	notification->head = queue.head;
	notification->tail_state = queue.head ? (u64)queue.tail | NOTIFICATION_WAITING : NOTIFICATION_IDLE;
}

static void notification_dequeue(struct notification *notification, struct tcb *tcb)
{
	struct tcb_queue queue = notification_queue(notification);

	tcb_queue_remove(&queue, tcb);
	notification_set_queue(notification, queue);
}

/** @tcb gets a signal in answer to its receive: only the badge register says so. */
static void notification_deliver(struct tcb *tcb, u64 badge)
{
	tcb->context.reg[REG_CAP] = badge;
	sched_set_state(tcb, THREAD_RUNNING);
	sched_wake(tcb);
}

void notification_signal(struct notification *notification, u64 badge)
{
	struct tcb *tcb = notification->bound;

	switch (notification_state(notification)) {
	case NOTIFICATION_WAITING:
		tcb = notification->head;
		notification_dequeue(notification, tcb);
		notification_deliver(tcb, badge);
		break;
	case NOTIFICATION_ACTIVE:
		notification->word |= badge;
		break;
	default:
		if (tcb && tcb->state == THREAD_BLOCKED_ON_RECEIVE) {
			endpoint_remove(tcb->blocked_on, tcb);
			notification_deliver(tcb, badge);
		} else {
			notification->word = badge;
			notification->tail_state = NOTIFICATION_ACTIVE;
		}
	}
}

static void notification_take(struct notification *notification, struct tcb *receiver)
{
	receiver->context.reg[REG_CAP] = notification->word;
	notification->word = 0;
	notification->tail_state = NOTIFICATION_IDLE;
}

bool notification_take_bound(struct tcb *tcb)
{
	if (!tcb->bound || notification_state(tcb->bound) != NOTIFICATION_ACTIVE)
		return false;
	notification_take(tcb->bound, tcb);
	return true;
}

void notification_wait(struct notification *notification, struct tcb *receiver, bool block)
{
	if (notification_state(notification) == NOTIFICATION_ACTIVE) {
		notification_take(notification, receiver);
	} else if (block) {
		struct tcb_queue queue = notification_queue(notification);

		receiver->blocked_on = notification;
		tcb_queue_append(&queue, receiver);
		notification_set_queue(notification, queue);
		sched_set_state(receiver, THREAD_BLOCKED_ON_NOTIFICATION);
	} else {
		receiver->context.reg[REG_CAP] = 0;
	}
}

void notification_remove(struct notification *notification, struct tcb *tcb)
{
	notification_dequeue(notification, tcb);
	sched_set_state(tcb, THREAD_INACTIVE);
}

bool notification_cancel_one(struct notification *notification)
{
	struct tcb *tcb = notification->head;

	if (!tcb)
		return false;
	notification_dequeue(notification, tcb);
	sched_set_state(tcb, THREAD_RESTART);
	sched_enqueue(tcb);
	sched_request_choice();
	return true;
}

void notification_bind(struct notification *notification, struct tcb *tcb)
{
	notification->bound = tcb;
	tcb->bound = notification;
}

void notification_unbind(struct notification *notification)
{
	if (notification->bound)
		notification->bound->bound = NULL;
	notification->bound = NULL;
}
