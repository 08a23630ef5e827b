/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Ready queues: per domain and priority, with a bitmap of those that are not empty. */
#include "kernel.h"
#include "sched/sched.h"

static struct ready_queues *queues_of(const struct tcb *tcb)
{
	return &kernel.ready[tcb->domain];
}

static void queue_mark(struct tcb *tcb)
{
	struct ready_queues *ready = queues_of(tcb);

	ready->groups[tcb->priority / 64] |= 1ull << tcb->priority % 64;
	ready->summary |= 1ull << tcb->priority / 64;
	tcb->queued = true;
}

void sched_enqueue(struct tcb *tcb)
{
	struct tcb_queue *queue = &queues_of(tcb)->queue[tcb->priority];

	if (tcb->queued)
		return;
	tcb->ready_prev = NULL;
	tcb->ready_next = queue->head;
	if (queue->head)
		queue->head->ready_prev = tcb;
	else
		queue->tail = tcb;
	queue->head = tcb;
	queue_mark(tcb);
}

void sched_append(struct tcb *tcb)
{
	struct tcb_queue *queue = &queues_of(tcb)->queue[tcb->priority];

	if (tcb->queued)
		return;
	tcb->ready_next = NULL;
	tcb->ready_prev = queue->tail;
	if (queue->tail)
		queue->tail->ready_next = tcb;
	else
		queue->head = tcb;
	queue->tail = tcb;
	queue_mark(tcb);
}

static void queue_unmark(struct ready_queues *ready, unsigned priority)
{
	ready->groups[priority / 64] &= ~(1ull << priority % 64);
	if (!ready->groups[priority / 64])
		ready->summary &= ~(1ull << priority / 64);
}

void sched_dequeue(struct tcb *tcb)
{
	struct ready_queues *ready = queues_of(tcb);
	struct tcb_queue *queue = &ready->queue[tcb->priority];

	if (tcb == kernel.candidate) {
		kernel.candidate = NULL;
		kernel.choose = true;
	}
	if (!tcb->queued)
		return;
	if (tcb->ready_prev)
		tcb->ready_prev->ready_next = tcb->ready_next;
	else
		queue->head = tcb->ready_next;
	if (tcb->ready_next)
		tcb->ready_next->ready_prev = tcb->ready_prev;
	else
		queue->tail = tcb->ready_prev;
	if (!queue->head)
		queue_unmark(ready, tcb->priority);
	tcb->queued = false;
}

int sched_highest_ready(void)
{
	const struct ready_queues *ready = &kernel.ready[kernel.domain];
	int group;

	if (!ready->summary)
		return -1;
	group = 63 - __builtin_clzll(ready->summary);
	return group * 64 + 63 - __builtin_clzll(ready->groups[group]);
}

bool sched_is_highest(u8 priority)
{
	return priority >= sched_highest_ready();
}
