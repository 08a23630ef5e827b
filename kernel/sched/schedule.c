/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The decision at the end of each kernel entry (manual chapter 6; ABI sheet section 9). */
#include "arch/arch.h"
#include "arch_switch.h"
#include "object/tcb.h"
#include "sched/sched.h"

void sched_request_choice(void)
{
	if (kernel.candidate)
		sched_enqueue(kernel.candidate);
	kernel.candidate = NULL;
	kernel.choose = true;
}

void sched_wake(struct tcb *tcb)
{
	if (tcb->domain != kernel.domain) {
		sched_enqueue(tcb);
	} else if (kernel.candidate || kernel.choose) {
		sched_request_choice();
		sched_enqueue(tcb);
	} else {
		kernel.candidate = tcb;
	}
}

void sched_set_state(struct tcb *tcb, enum thread_state state)
{
	tcb->state = state;
	if (tcb == kernel.current && !tcb_is_runnable(tcb) && !kernel.candidate)
		kernel.choose = true;
}

void sched_set_priority(struct tcb *tcb, u8 priority)
{
	sched_dequeue(tcb);
	tcb->priority = priority;
	if (!tcb_is_runnable(tcb))
		return;
	if (tcb == kernel.current)
		sched_request_choice();
	else
		sched_wake(tcb);
}

void sched_set_domain(struct tcb *tcb, u8 domain)
{
	sched_dequeue(tcb);
	tcb->domain = domain;
	if (tcb_is_runnable(tcb))
		sched_enqueue(tcb);
	if (tcb == kernel.current)
		sched_request_choice();
}

void sched_yield(void)
{
	sched_append(kernel.current);
	sched_request_choice();
}

static void switch_to(struct tcb *tcb)
{
	struct tcb *from = kernel.current;

	sched_dequeue(tcb);
	kernel.current = tcb;
	arch_switch_to_thread(from, tcb);
}

static void switch_to_idle(void)
{
	struct tcb *from = kernel.current;

	kernel.current = &kernel.idle;
	arch_switch_to_idle(from, &kernel.idle);
}

static void domain_next(void)
{
	u32 next = kernel.schedule_index + 1;

	if (next >= seL4_NumDomainSchedules || kernel.schedule[next].ticks == 0)
		next = kernel.schedule_start;
	kernel.schedule_index = next;
	kernel.domain = kernel.schedule[next].domain;
	kernel.domain_ticks = kernel.schedule[next].ticks;
	kernel.work_units = 0;
}

void sched_domain_start(u32 index)
{
	kernel.schedule_start = index;
	kernel.domain_ticks = 0;
	kernel.schedule_index = seL4_NumDomainSchedules; /* the next one is the start */
	sched_request_choice();
}

static void choose_thread(void)
{
	int priority;

	if (kernel.domain_ticks == 0)
		domain_next();
	priority = sched_highest_ready();
	if (priority < 0)
		switch_to_idle();
	else
		switch_to(kernel.ready[kernel.domain].queue[priority].head);
}

/** Switch to the thread that this kernel entry woke, or put it in its queue. */
static void consider_candidate(struct tcb *candidate)
{
	struct tcb *current = kernel.current;
	bool lower = current == &kernel.idle || candidate->priority < current->priority;

	if (lower && !sched_is_highest(candidate->priority)) {
		sched_enqueue(candidate);
		choose_thread();
	} else {
		switch_to(candidate);
	}
}

static void activate(struct tcb *tcb)
{
	if (tcb->state != THREAD_RESTART)
		return;
	arch_set_next_pc(&tcb->context, arch_restart_pc(&tcb->context));
	tcb->state = THREAD_RUNNING;
}

/**
 * Does the current thread go on, although this kernel entry woke @candidate? It is at the head of its
 * queue, so to say, and runs because no other was higher.
 */
static bool current_goes_on(const struct tcb *candidate)
{
	return tcb_is_runnable(kernel.current) && candidate->priority <= kernel.current->priority;
}

/** @candidate waits in its queue: behind the current thread if that has the same priority, else at the head. */
static void candidate_waits(struct tcb *candidate)
{
	if (candidate->priority == kernel.current->priority)
		sched_append(candidate);
	else
		sched_enqueue(candidate);
	kernel.candidate = NULL;
}

void sched_finish(void)
{
	if (kernel.candidate && !kernel.choose && current_goes_on(kernel.candidate))
		candidate_waits(kernel.candidate);
	if (kernel.candidate || kernel.choose) {
		struct tcb *candidate = kernel.choose ? NULL : kernel.candidate;

		if (tcb_is_runnable(kernel.current))
			sched_enqueue(kernel.current);
		kernel.candidate = NULL;
		kernel.choose = false;
		if (candidate)
			consider_candidate(candidate);
		else
			choose_thread();
	}
	activate(kernel.current);
}

void sched_tick(void)
{
	struct tcb *tcb = kernel.current;

	if (tcb->state == THREAD_RUNNING) {
		if (tcb->ticks > 1) {
			tcb->ticks--;
		} else {
			tcb->ticks = KERNEL_SLICE_TICKS;
			sched_append(tcb);
			sched_request_choice();
		}
	}
	if (kernel.domain_ticks > 0 && --kernel.domain_ticks == 0)
		sched_request_choice();
}

bool sched_domain_expired(void)
{
	return kernel.domain_ticks == 0;
}

void sched_init(void)
{
	arch_idle_create(&kernel.idle);
	kernel.idle.state = THREAD_IDLE;
	kernel.current = &kernel.idle;
	kernel.schedule[0] = (struct domain_entry){ (1ull << 56) - 1, 0 };
	kernel.domain_ticks = kernel.schedule[0].ticks;
}
