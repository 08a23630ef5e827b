/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Invariants of the ready queues, of the current thread and of interrupts. */
#include "invariants.h"
#include "object/tcb.h"
#include "sched/sched.h"
#include "survey.h"

bool invariants_highest_runs = true;

static const char *ready_queue_broken(struct survey *survey, unsigned domain, unsigned priority)
{
	const struct tcb_queue *queue = &kernel.ready[domain].queue[priority];
	struct tcb *prev = NULL;
	unsigned length = 0;

	for (struct tcb *tcb = queue->head; tcb; prev = tcb, tcb = tcb->ready_next) {
		if (!survey_find(survey, tcb, CAP_THREAD))
			return "what is in a ready queue is no thread";
		if (!tcb->queued || tcb->domain != domain || tcb->priority != priority)
			return "a thread is in the wrong ready queue";
		if (tcb->ready_prev != prev)
			return "a ready queue is not linked both ways";
		if (++length > SURVEY_OBJECTS_MAX)
			return "a ready queue has a cycle";
	}
	return !queue->head || queue->tail == prev ? NULL : "a ready queue's tail is not its last thread";
}

/** The bitmaps say which queues have threads. */
static const char *ready_queues_broken(struct survey *survey, unsigned domain)
{
	const struct ready_queues *ready = &kernel.ready[domain];
	u64 summary = 0;

	for (unsigned group = 0; group < KERNEL_PRIORITIES / 64; group++) {
		u64 bits = 0;

		for (unsigned i = 0; i < 64; i++) {
			if (!ready->queue[group * 64 + i].head)
				continue;
			const char *broken = ready_queue_broken(survey, domain, group * 64 + i);

			if (broken)
				return broken;
			bits |= 1ull << i;
		}
		if (bits != ready->groups[group])
			return "a ready bitmap is wrong";
		summary |= (u64)(bits != 0) << group;
	}
	return summary == ready->summary ? NULL : "a ready summary is wrong";
}

static const char *current_broken(struct survey *survey)
{
	const struct tcb *current = kernel.current;

	if (kernel.candidate || kernel.choose)
		return "a kernel entry ended without its decision";
	if (kernel.domain >= seL4_NumDomains || kernel.schedule_index >= seL4_NumDomainSchedules)
		return "the domain schedule is out of bounds";
	if (current == &kernel.idle)
		return sched_highest_ready() < 0 ? NULL : "nothing runs although a thread is ready";
	if (!survey_find(survey, current, CAP_THREAD))
		return "the current thread is none";
	if (current->state != THREAD_RUNNING)
		return "the current thread cannot run";
	if (current->domain != kernel.domain)
		return "the current thread is of another domain";
	if (!invariants_highest_runs)
		return NULL;
	return sched_highest_ready() <= current->priority ? NULL : "a thread of higher priority is ready";
}

const char *scheduler_broken(struct survey *survey)
{
	const char *broken = current_broken(survey);

	for (unsigned domain = 0; domain < seL4_NumDomains && !broken; domain++)
		broken = ready_queues_broken(survey, domain);
	return broken;
}

const char *irqs_broken(struct survey *survey)
{
	u32 handled = 0;

	for (unsigned i = 0; i < survey->slot_count; i++)
		if (cap_type(survey->slots[i]->cap) == CAP_IRQ_HANDLER)
			handled |= 1u << cap_irq(survey->slots[i]->cap);
	for (unsigned irq = 0; irq < ARCH_IRQ_COUNT; irq++) {
		unsigned type = cap_type(kernel.irq_slots[irq].cap);
		bool has_handler = handled >> irq & 1;

		if ((kernel.irq_use[irq] == IRQ_HANDLED) != has_handler)
			return "an interrupt's use does not fit its handler capabilities";
		if (type != CAP_NULL && (type != CAP_NOTIFICATION || !has_handler))
			return "an interrupt signals something that it should not";
	}
	return NULL;
}
