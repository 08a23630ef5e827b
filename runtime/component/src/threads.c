/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "threads.h"

#include "abi/kaal/startup.h"
#include "cycles.h"

struct threads threads = { .leader = THREADS_NOBODY };
__thread struct thread *thread_self;

/** The first thread's entry, for a component that has no other. */
static struct thread only_thread;

/** For threads that the status page has no room for. */
static struct kaal_status_wait unseen;

static struct kaal_status *status_page;

void threads_begin(struct thread *room, unsigned int count, struct kaal_status *status)
{
	threads.all = room ? room : &only_thread;
	threads.count = room ? count : 1;
	threads.leader = THREADS_NOBODY;
	status_page = status;
}

static struct kaal_status_wait *wait_of(const struct thread *thread)
{
	int index = thread_index(thread);

	return status_page && index < KAAL_STATUS_WAITS ? &status_page->waits[index] : &unseen;
}

void thread_begin(struct thread *thread, uint64_t number, uint64_t slot, uint8_t priority)
{
	/* before the number: nobody must take a new thread for one that is leaving */
	__atomic_store_n(&thread->leaving, false, __ATOMIC_SEQ_CST);
	__atomic_store_n(&thread->number, number, __ATOMIC_SEQ_CST);
	thread->slot = slot;
	thread->priority = priority;
	thread->wait = wait_of(thread);
	thread->unmap_base = NULL;
	thread->clear_on_exit = NULL;
	thread->deadline_ns = 0;
	__atomic_store_n(&thread->futex, 0, __ATOMIC_SEQ_CST);
	__atomic_store_n(&thread->wanted, 0, __ATOMIC_SEQ_CST);
	__atomic_store_n(&thread->pending, 0, __ATOMIC_SEQ_CST);
	__atomic_store_n(&thread->alive, true, __ATOMIC_SEQ_CST);
}

void thread_waits(int grant, uint32_t operation)
{
	struct kaal_status_wait *wait = thread_self->wait;

	__atomic_store_n(&wait->grant, (uint32_t)grant, __ATOMIC_RELAXED);
	__atomic_store_n(&wait->operation, operation, __ATOMIC_RELAXED);
	__atomic_store_n(&wait->since, cycles_roughly(), __ATOMIC_RELAXED);
}
