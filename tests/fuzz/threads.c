/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Invariants of threads and of the queues they wait in. */
#include "object/tcb.h"
#include "survey.h"

enum { STATE_MASK = 3 };

static const char *reply_slot_broken(const struct tcb *tcb)
{
	const struct slot *slot = tcb->reply_slot;

	if (!slot)
		return NULL;
	if (!survey_has_slot(slot))
		return "a thread's reply slot is no slot";
	if (cap_type(slot->cap) != CAP_REPLY || cap_object(slot->cap) != tcb)
		return "a thread's reply slot holds something else";
	return tcb->state == THREAD_BLOCKED_ON_REPLY ? NULL : "a thread that waits for no reply can get one";
}

static const char *slots_broken(const struct tcb *tcb)
{
	unsigned cspace = cap_type(tcb->slots[TCB_CSPACE].cap), vspace = cap_type(tcb->slots[TCB_VSPACE].cap);
	unsigned caller = cap_type(tcb->slots[TCB_CALLER].cap), buffer = cap_type(tcb->slots[TCB_BUFFER].cap);

	if (cspace != CAP_NULL && cspace != CAP_CNODE && cspace != CAP_ZOMBIE)
		return "a thread's CSpace is no CNode";
	if (vspace != CAP_NULL && vspace != CAP_VSPACE)
		return "a thread's VSpace is none";
	if (caller != CAP_NULL && caller != CAP_REPLY)
		return "a thread's caller slot holds no reply capability";
	return buffer == CAP_NULL || buffer == CAP_FRAME ? NULL : "a thread's buffer is no frame";
}

static const char *state_broken(struct survey *survey, const struct survey_object *object)
{
	const struct tcb *tcb = object->at;
	bool current = tcb == kernel.current, waits = tcb->fault.type != seL4_NoFailure;

	if (tcb->state >= THREAD_IDLE)
		return "a thread is in no state";
	if (tcb_is_runnable(tcb) && !tcb->queued && !current)
		return "a runnable thread is not in a ready queue";
	if (tcb->queued && (!tcb_is_runnable(tcb) || current))
		return "a thread that is not ready is in a ready queue";
	if (waits && tcb->state != THREAD_BLOCKED_ON_SEND && tcb->state != THREAD_BLOCKED_ON_REPLY)
		return "a thread has a fault but does not wait for its handler";
	if (object->queued !=
	    (tcb->state == THREAD_BLOCKED_ON_SEND || tcb->state == THREAD_BLOCKED_ON_RECEIVE ||
	     tcb->state == THREAD_BLOCKED_ON_NOTIFICATION))
		return "a thread waits in no queue, or is in one without waiting";
	if (tcb->bound && (!survey_find(survey, tcb->bound, CAP_NOTIFICATION) || tcb->bound->bound != tcb))
		return "a thread's bound notification does not know it";
	if (object->zombie && (tcb->state != THREAD_INACTIVE || tcb->bound || tcb->reply_slot))
		return "a deleted thread is still at work";
	return NULL;
}

const char *threads_broken(struct survey *survey)
{
	for (unsigned i = 0; i < survey->object_count; i++) {
		const struct survey_object *object = &survey->objects[i];
		const char *broken;

		if (object->type != CAP_THREAD)
			continue;
		broken = state_broken(survey, object);
		if (!broken)
			broken = reply_slot_broken(object->at);
		if (!broken && !object->zombie)
			broken = slots_broken(object->at);
		if (broken)
			return broken;
	}
	return NULL;
}

/** Threads of one queue: linked both ways, in @state, waiting for @on. */
static const char *queue_broken(struct survey *survey, struct tcb *head, u64 tail_state, const void *on,
				unsigned state)
{
	struct tcb *prev = NULL;

	for (struct tcb *tcb = head; tcb; prev = tcb, tcb = tcb->queue_next) {
		struct survey_object *object = survey_find(survey, tcb, CAP_THREAD);

		if (!object)
			return "what waits in a queue is no thread";
		if (object->queued)
			return "a thread waits in two queues, or a queue has a cycle";
		object->queued = true;
		if (tcb->queue_prev != prev)
			return "a queue of waiting threads is not linked both ways";
		if (tcb->state != state || tcb->blocked_on != on)
			return "a thread in a queue waits for something else";
	}
	return prev == (struct tcb *)(tail_state & ~(u64)STATE_MASK)
		       ? NULL
		       : "a queue's tail is not its last thread";
}

static const char *endpoint_broken(struct survey *survey, const struct endpoint *endpoint)
{
	u64 state = endpoint->tail_state & STATE_MASK;

	if (state > ENDPOINT_RECEIVING || (state == ENDPOINT_IDLE) != (endpoint->head == NULL))
		return "an endpoint's state does not fit its queue";
	return queue_broken(survey, endpoint->head, endpoint->tail_state, endpoint,
			    state == ENDPOINT_SENDING ? THREAD_BLOCKED_ON_SEND : THREAD_BLOCKED_ON_RECEIVE);
}

static const char *notification_broken(struct survey *survey, const struct notification *notification)
{
	u64 state = notification->tail_state & STATE_MASK;

	if (state > NOTIFICATION_ACTIVE || (state == NOTIFICATION_WAITING) != (notification->head != NULL))
		return "a notification's state does not fit its queue";
	if (state != NOTIFICATION_ACTIVE && notification->word != 0)
		return "a notification that is not active has a word";
	if (notification->bound && (!survey_find(survey, notification->bound, CAP_THREAD) ||
				    notification->bound->bound != notification))
		return "a notification's bound thread does not know it";
	return queue_broken(survey, notification->head, notification->tail_state, notification,
			    THREAD_BLOCKED_ON_NOTIFICATION);
}

const char *queues_broken(struct survey *survey)
{
	const char *broken = NULL;

	for (unsigned i = 0; i < survey->object_count && !broken; i++) {
		const struct survey_object *object = &survey->objects[i];

		if (object->type == CAP_ENDPOINT)
			broken = endpoint_broken(survey, object->at);
		else if (object->type == CAP_NOTIFICATION)
			broken = notification_broken(survey, object->at);
	}
	return broken;
}
