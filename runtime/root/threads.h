/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Threads of components beyond their first (abi/kaal/thread.h). They share its CSpace and
 * VSpace. What a thread is made of is kept when it ends, for the component's next one.
 */
#ifndef ROOT_THREADS_H
#define ROOT_THREADS_H

#include <stdbool.h>
#include <stdint.h>

#include <sel4/sel4.h>

struct root;
struct component;

enum { THREADS_MAX = 1024 }; /* of all components */

struct thread {
	struct thread *next; /* of the same component */
	uint64_t number;     /* of the one that runs; 0: none does */
	uint32_t index;      /* 1.., for good */
	seL4_CPtr tcb, notification, ipc_frame;
};

/** What a thread begins with; checked by nobody but the kernel, for it can only harm its own component. */
struct thread_start {
	uint64_t entry, stack_pointer, argument, thread_pointer;
	uint64_t priority; /* 0: the component's */
};

/** What its maker is told. */
struct thread_made {
	uint64_t number, slot, ipc_buffer;
};

/** @return 0, -EDQUOT: the component has all the threads that it may have, -EPERM: priority, -ENOMEM */
int thread_make(struct root *root, struct component *component, const struct thread_start *start,
		struct thread_made *made);

/** @return 0 or -ESRCH */
int thread_end(struct component *component, uint64_t number);

/** @param number  0: the first thread. @return 0, -ESRCH, -EPERM */
int thread_set_priority(struct component *component, uint64_t number, uint64_t priority);

/** Threads that run, the first among them. */
unsigned threads_count(const struct component *component);

/** Forget all: the memory that they were made of has been taken back. */
void threads_forget(struct root *root, struct component *component);

/** Where a thread's notification is in its component's CSpace. */
uint64_t threads_slot(const struct root *root, const struct component *component,
		      const struct thread *thread);

/** First slot behind what the plan and threads may use of a component's CSpace. */
uint64_t threads_slots_end(const struct root *root, const struct component *component);

#endif
