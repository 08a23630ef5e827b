/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How threads come and go, below what libc makes of it. */
#ifndef COMPONENT_THREAD_LIFE_H
#define COMPONENT_THREAD_LIFE_H

#include <stddef.h>
#include <stdint.h>

/** The calling thread's id, as libc sees it: the component's for the first, else above all of those. */
long thread_id(void);

/** Cleared, and one sleeper on it woken, when the calling thread ends. @return its id */
long thread_clear_on_exit(uint32_t *word);

/** End the calling thread. The first one sleeps from then on: the component ends with exit. */
_Noreturn void thread_exit(void);

/**
 * Change a thread's priority.
 *
 * @param id        as thread_id returns it; 0: the caller
 * @param priority  1..the component's
 * @return 0, -ESRCH, -EPERM: higher than the component's, -EINVAL
 */
long thread_priority_set(long id, long priority);

/** @return 1..254 or -ESRCH */
long thread_priority(long id);

/* The architecture's part. */

/** What a new thread executes first: thread_enter with the same arguments, on an aligned stack. */
void thread_start(void);

/** Go on in another function on another stack; nothing of the current one is used again. */
_Noreturn void thread_leave_stack(void *stack_end, void (*run)(void *), void *argument);

#endif
