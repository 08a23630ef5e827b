/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Threads of a test. All share the root task's CSpace and VSpace; stacks, IPC
 * buffers and TLS blocks are static, the TCBs come from scratch memory. A
 * thread that faults fails the test, unless the test gave it another handler.
 */
#ifndef SUITE_THREAD_H
#define SUITE_THREAD_H

#include <sel4/sel4.h>

#include "arch.h"

enum {
	MAX_THREADS = 32,
	STACK_BYTES = 8192,
};

/** One thread; borrowed from a static array until the test's end. */
struct thread {
	seL4_CPtr tcb;
	void (*run)(void *arg);
	void *arg;
	seL4_IPCBuffer *ipc_buffer;
	seL4_CPtr ipc_frame; /* capability of the frame that holds @ipc_buffer */
	unsigned index;
	volatile int finished; /* @run has returned */
};

/** A configured thread that has not been started yet, at @priority. */
struct thread *thread_new(seL4_Word priority, void (*run)(void *arg), void *arg);

/** thread_new, then resumed. */
struct thread *thread_start(seL4_Word priority, void (*run)(void *arg), void *arg);

void thread_resume(struct thread *thread);
void thread_suspend(struct thread *thread);
void thread_set_priority(struct thread *thread, seL4_Word priority);

/** Let the kernel deliver this thread's faults to @endpoint, a CPtr of the root CSpace. */
void thread_set_fault_handler(struct thread *thread, seL4_CPtr endpoint);

seL4_UserContext thread_registers(const struct thread *thread);

/** The thread that runs the test (index 0). */
struct thread *thread_self(void);

/** Forget all threads; their TCBs are gone already. */
void threads_reset(void);

/** Keep the CPU for @ms milliseconds by the time-stamp counter. */
void spin_ms(unsigned ms);

/**
 * How long another thread runs at a time, in time-stamp counter steps: the
 * median of several absences of the calling thread in which it ran.
 *
 * @param counter  what the other thread counts up for ever
 */
seL4_Word median_absence(volatile seL4_Word *counter);

/** Read the time-stamp counter. */
seL4_Word cycles_now(void);

/** Counter steps per millisecond, from bootinfo. */
seL4_Word cycles_per_ms(void);

#endif
