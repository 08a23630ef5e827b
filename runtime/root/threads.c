/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "threads.h"

#include <core/errno.h>

#include "abi/kaal/thread.h"
#include "arch.h"
#include "kernel_calls.h"
#include "root.h"

enum { PAGE_BYTES = 1 << seL4_PageBits };

/* Behind all that the plan has placed there is a slot for each thread's notification. */
static uint64_t slots_first(const struct root *root, const struct component *component)
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, component->plan);
	uint32_t last = KAAL_SLOT_GRANTS - 1;

	for (uint32_t i = 0; i < component->plan->grants_count; i++) {
		last = grants[i].slot > last ? grants[i].slot : last;
		last = grants[i].signal_slot > last ? grants[i].signal_slot : last;
	}
	return last + 1ull;
}

uint64_t threads_slots_end(const struct root *root, const struct component *component)
{
	return slots_first(root, component) + component->plan->threads_max - 1;
}

uint64_t threads_slot(const struct root *root, const struct component *component, const struct thread *thread)
{
	return slots_first(root, component) + thread->index - 1;
}

static uint64_t ipc_buffer_of(const struct component *component, const struct thread *thread)
{
	return component->layout.threads + (thread->index - 1) * 2ull * PAGE_BYTES;
}

static struct thread *find(const struct component *component, uint64_t number)
{
	struct thread *thread = component->threads;

	while (thread && (!number || thread->number != number))
		thread = thread->next;
	return thread;
}

static struct thread *find_idle(const struct component *component)
{
	struct thread *thread = component->threads;

	while (thread && thread->number)
		thread = thread->next;
	return thread;
}

static struct thread *take_record(struct root *root)
{
	for (unsigned i = 0; i < THREADS_MAX; i++)
		if (!root->threads[i].index)
			return &root->threads[i];
	return NULL;
}

static int make_objects(struct component *component, struct thread *thread)
{
	struct pool *pool = &component->pool;
	int error = pool_object(pool, seL4_TCBObject, 0, seL4_TCBBits, &thread->tcb);

	if (!error)
		error = pool_object(pool, seL4_NotificationObject, 0, seL4_NotificationBits,
				    &thread->notification);
	return error ? error : pool_frames(pool, 1, &thread->ipc_frame);
}

static int install(struct root *root, struct component *component, const struct thread *thread)
{
	uint64_t slot = threads_slot(root, component, thread);
	int error;

	if (slot >> component->plan->cnode_bits)
		return -ENOSPC;
	error = kernel_copy(place_of(component, slot), thread->notification,
			    seL4_RightRead | seL4_RightWrite);
	return error ? error
		     : vspace_map(&component->vspace, thread->ipc_frame, 1, ipc_buffer_of(component, thread),
				  ELF_READ | ELF_WRITE);
}

/* One more record; it stays with the component until that ends. */
static int add(struct root *root, struct component *component, struct thread **out)
{
	uint32_t index = component->threads ? component->threads->index + 1 : 1;
	struct thread *thread = take_record(root);
	int error;

	if (index >= component->plan->threads_max)
		return -EDQUOT;
	if (!thread)
		return -ENOMEM;
	*thread = (struct thread){ .next = component->threads, .index = index };
	component->threads = thread;
	error = make_objects(component, thread);
	if (!error)
		error = install(root, component, thread);
	if (error) {
		component->threads = thread->next;
		*thread = (struct thread){ 0 }; /* what was made of it stays with the component's memory */
	}
	*out = thread;
	return error;
}

static seL4_Error configure(struct component *component, const struct thread *thread,
			    const struct thread_start *start, const struct thread_made *made)
{
	seL4_Word guard = seL4_CNode_CapData_new(0, seL4_WordBits - component->plan->cnode_bits).words[0];
	seL4_UserContext registers = arch_thread_registers(
		start->entry, start->stack_pointer,
		(const seL4_Word[4]){ start->argument, made->number, made->slot, made->ipc_buffer });
	seL4_Error error = seL4_TCB_Configure(thread->tcb, KAAL_SLOT_FAULT, component->cnode, guard,
					      component->vspace.root, 0, made->ipc_buffer, thread->ipc_frame);

	if (!error)
		error = seL4_TCB_SetSchedParams(thread->tcb, seL4_CapInitThreadTCB, 0,
						start->priority ? start->priority
								: component->plan->priority);
	if (!error)
		error = seL4_TCB_WriteRegisters(thread->tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &registers);
	return error ? error : seL4_TCB_SetTLSBase(thread->tcb, start->thread_pointer);
}

int thread_make(struct root *root, struct component *component, const struct thread_start *start,
		struct thread_made *made)
{
	struct thread *thread = find_idle(component);
	int error = 0;

	if (start->priority > component->plan->priority)
		return -EPERM;
	if (!thread)
		error = add(root, component, &thread);
	if (error)
		return error;
	seL4_Poll(thread->notification, NULL); /* what the one before has left behind */
	made->number = ++component->threads_made << KAAL_THREAD_INDEX_BITS | thread->index;
	made->slot = threads_slot(root, component, thread);
	made->ipc_buffer = ipc_buffer_of(component, thread);
	error = -kernel_errno(configure(component, thread, start, made));
	if (error)
		return error;
	thread->number = made->number;
	return -kernel_errno(seL4_TCB_Resume(thread->tcb));
}

int thread_end(struct component *component, uint64_t number)
{
	struct thread *thread = find(component, number);

	if (!thread)
		return -ESRCH;
	thread->number = 0;
	return -kernel_errno(seL4_TCB_Suspend(thread->tcb));
}

int thread_set_priority(struct component *component, uint64_t number, uint64_t priority)
{
	const struct thread *thread = find(component, number);

	if (number && !thread)
		return -ESRCH;
	if (priority < 1 || priority > component->plan->priority)
		return -EPERM;
	return -kernel_errno(
		seL4_TCB_SetPriority(thread ? thread->tcb : component->tcb, seL4_CapInitThreadTCB, priority));
}

unsigned threads_count(const struct component *component)
{
	unsigned count = component->tcb != 0;

	for (const struct thread *thread = component->threads; thread; thread = thread->next)
		count += thread->number != 0;
	return count;
}

void threads_forget(struct root *root, struct component *component)
{
	while (component->threads) {
		struct thread *thread = component->threads;

		component->threads = thread->next;
		*thread = (struct thread){ 0 };
	}
	component->threads_made = 0;
}
