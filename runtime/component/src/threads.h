/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The component's threads. Nothing here is protected by a lock: each thread writes its own
 * entry, others change single words of it by compare-and-swap. So a thread never waits for
 * another of lower priority inside the runtime, and a thread that is ended leaves nothing locked.
 */
#ifndef COMPONENT_THREADS_H
#define COMPONENT_THREADS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "abi/kaal/startup.h"

enum { THREAD_EXIT_STACK_BYTES = 1536 };

/** Nobody leads (sleep.h). */
enum { THREADS_NOBODY = -1 };

struct thread {
	uint64_t number; /* abi/kaal/thread.h; of one that has ended it stays */
	uint64_t slot;   /* its own notification */
	bool alive;      /* set last when it starts, cleared first when it ends */
	bool leaving;    /* it needs nothing any more but to be ended by the root task */
	uint8_t priority;
	uint64_t stack_end;            /* first byte behind its stack */
	struct kaal_status_wait *wait; /* where it says what it waits for */

	/* what it sleeps for (sleep.h, futex.h); others look */
	uint64_t futex;       /* address of the word, with its state in the low bits; 0: none */
	uint64_t wanted;      /* signals */
	uint64_t pending;     /* signals that have come and that it has not taken */
	uint64_t deadline_ns; /* its own affair; 0: none */
	uint32_t since;       /* who sleeps longer has the smaller ticket */

	/* libc's: cleared and woken when it ends; a stack that nobody else gives back */
	uint32_t *clear_on_exit;
	void *unmap_base;
	size_t unmap_bytes;
	_Alignas(16) uint8_t exit_stack[THREAD_EXIT_STACK_BYTES];
};

struct threads {
	struct thread *all; /* by index */
	unsigned int count; /* entries: threads_max */
	int leader;         /* index of who waits for the component's signals, or THREADS_NOBODY */
	bool bound;         /* only the first thread may wait for them */
	uint32_t tickets;
	unsigned int others; /* threads beyond the first that were made and have not ended */
};

/** One per component, as it has one address space; libc's calls carry no context. */
extern struct threads threads;

/** The calling thread's entry. Needs its thread-locals. */
extern __thread struct thread *thread_self;

/** @return 0 for the first thread */
static inline int thread_index(const struct thread *thread)
{
	return (int)(thread - threads.all);
}

/**
 * Have one thread, the caller. Needs no thread-locals.
 *
 * @param room    for @count entries, zeroed; or NULL: for the first alone
 * @param status  where threads say what they wait for, or NULL
 */
void threads_begin(struct thread *room, unsigned int count, struct kaal_status *status);

/** An entry is in use from now on. */
void thread_begin(struct thread *thread, uint64_t number, uint64_t slot, uint8_t priority);

/** Say what the calling thread is going to wait for. @param operation  label of a call, or THREAD_WAITS_SIGNAL */
void thread_waits(int grant, uint32_t operation);

/** The wait is over. */
static inline void thread_waits_no_more(void)
{
	__atomic_store_n(&thread_self->wait->since, 0, __ATOMIC_RELAXED);
}

enum { THREAD_WAITS_SIGNAL = -1 };

#endif
