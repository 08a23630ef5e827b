/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The life of a thread. Invocations of TCB capabilities are in tcb_invoke.c. */
#include "object/tcb.h"

#include "arch/arch.h"
#include "object/cnode.h"
#include "object/ipc.h"
#include "sched/sched.h"

void tcb_queue_append(struct tcb_queue *queue, struct tcb *tcb)
{
	tcb->queue_prev = queue->tail;
	tcb->queue_next = NULL;
	if (queue->tail)
		queue->tail->queue_next = tcb;
	else
		queue->head = tcb;
	queue->tail = tcb;
}

void tcb_queue_remove(struct tcb_queue *queue, struct tcb *tcb)
{
	if (tcb->queue_prev)
		tcb->queue_prev->queue_next = tcb->queue_next;
	else
		queue->head = tcb->queue_next;
	if (tcb->queue_next)
		tcb->queue_next->queue_prev = tcb->queue_prev;
	else
		queue->tail = tcb->queue_prev;
	tcb->queue_next = tcb->queue_prev = NULL;
}

void tcb_create(struct tcb *tcb)
{
	arch_context_init(&tcb->context);
	tcb->domain = kernel.domain;
	tcb->ticks = KERNEL_SLICE_TICKS;
}

void tcb_set_caller(struct tcb *server, struct tcb *caller, bool grant)
{
	struct slot *slot = &server->slots[TCB_CALLER];

	sched_set_state(caller, THREAD_BLOCKED_ON_REPLY);
	slot->cap = cap_reply(caller, grant);
	caller->reply_slot = slot;
}

void tcb_revoke_reply(struct tcb *tcb)
{
	if (tcb->reply_slot)
		slot_clear(tcb->reply_slot);
	tcb->reply_slot = NULL;
}

void tcb_cancel_ipc(struct tcb *tcb)
{
	tcb->fault.type = seL4_Fault_NullFault;
	switch (tcb->state) {
	case THREAD_BLOCKED_ON_SEND:
	case THREAD_BLOCKED_ON_RECEIVE:
		endpoint_remove(tcb->blocked_on, tcb);
		break;
	case THREAD_BLOCKED_ON_NOTIFICATION:
		notification_remove(tcb->blocked_on, tcb);
		break;
	case THREAD_BLOCKED_ON_REPLY:
		tcb_revoke_reply(tcb);
		break;
	default:
		break;
	}
}

void tcb_suspend(struct tcb *tcb)
{
	tcb_cancel_ipc(tcb);
	if (tcb->state == THREAD_RUNNING)
		arch_complete_trap(&tcb->context);
	sched_set_state(tcb, THREAD_INACTIVE);
	sched_dequeue(tcb);
}

void tcb_restart(struct tcb *tcb)
{
	if (tcb->state != THREAD_INACTIVE && !tcb_is_blocked(tcb))
		return;
	tcb_cancel_ipc(tcb);
	sched_set_state(tcb, THREAD_RESTART);
	sched_enqueue(tcb);
	sched_wake(tcb);
}

void tcb_finalise(struct tcb *tcb)
{
	if (tcb->bound)
		notification_unbind(tcb->bound);
	tcb_suspend(tcb);
	arch_tcb_release(tcb);
}
