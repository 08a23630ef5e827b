/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/thread.h"

#include <sel4/root.h>

#include "suite/check.h"
#include "suite/driver.h"
#include "suite/env.h"

enum { PAGE_BYTES = 1 << seL4_PageBits };

/* Memory of the threads: an IPC buffer has a page of its own, for it needs a frame capability. */
static _Alignas(PAGE_BYTES) char ipc_pages[MAX_THREADS][PAGE_BYTES];
static _Alignas(64) char stacks[MAX_THREADS][STACK_BYTES];
static _Alignas(64) char tls_blocks[MAX_THREADS][SEL4_ROOT_TLS_BYTES];
static struct thread threads[MAX_THREADS];
static unsigned num_threads;

static _Noreturn void thread_main(struct thread *thread)
{
	thread->run(thread->arg);
	thread->finished = 1;
	for (;;)
		seL4_TCB_Suspend(thread->tcb);
}

static void set_entry(struct thread *thread)
{
	seL4_Word stack_top = (seL4_Word)stacks[thread->index] + STACK_BYTES;
	seL4_UserContext regs = {
		.ARCH_PC = (seL4_Word)thread_main,
		.ARCH_SP = stack_top - ARCH_CALL_BYTES,
		.ARCH_FLAGS = ARCH_FLAGS_DEFAULT,
		.ARCH_ARG = (seL4_Word)thread,
		.ARCH_TLS = sel4_tls_init(tls_blocks[thread->index], thread->ipc_buffer),
	};

	REQUIRE(seL4_TCB_WriteRegisters(thread->tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &regs) == seL4_NoError);
}

struct thread *thread_new(seL4_Word priority, void (*run)(void *arg), void *arg)
{
	struct thread *thread = &threads[num_threads];

	REQUIRE(num_threads < MAX_THREADS);
	*thread = (struct thread){
		.tcb = make_tcb(),
		.index = num_threads,
		.run = run,
		.arg = arg,
		.ipc_buffer = (void *)ipc_pages[num_threads],
		.ipc_frame = image_frame(ipc_pages[num_threads]),
	};
	num_threads++;
	REQUIRE(seL4_TCB_Configure(thread->tcb, driver_fault_handler(thread->index), seL4_CapInitThreadCNode,
				   0, seL4_CapInitThreadVSpace, 0, (seL4_Word)thread->ipc_buffer,
				   thread->ipc_frame) == seL4_NoError);
	REQUIRE(seL4_TCB_SetSchedParams(thread->tcb, seL4_CapInitThreadTCB, seL4_MaxPrio, priority) ==
		seL4_NoError);
	set_entry(thread);
	return thread;
}

struct thread *thread_start(seL4_Word priority, void (*run)(void *arg), void *arg)
{
	struct thread *thread = thread_new(priority, run, arg);

	thread_resume(thread);
	return thread;
}

void thread_resume(struct thread *thread)
{
	REQUIRE(seL4_TCB_Resume(thread->tcb) == seL4_NoError);
}

void thread_suspend(struct thread *thread)
{
	REQUIRE(seL4_TCB_Suspend(thread->tcb) == seL4_NoError);
}

void thread_set_priority(struct thread *thread, seL4_Word priority)
{
	REQUIRE(seL4_TCB_SetPriority(thread->tcb, seL4_CapInitThreadTCB, priority) == seL4_NoError);
}

void thread_set_fault_handler(struct thread *thread, seL4_CPtr endpoint)
{
	REQUIRE(seL4_TCB_SetSpace(thread->tcb, endpoint, seL4_CapInitThreadCNode, 0, seL4_CapInitThreadVSpace,
				  0) == seL4_NoError);
}

seL4_UserContext thread_registers(const struct thread *thread)
{
	seL4_UserContext regs = { 0 };

	REQUIRE(seL4_TCB_ReadRegisters(thread->tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &regs) == seL4_NoError);
	return regs;
}

struct thread *thread_self(void)
{
	return &threads[0];
}

void threads_reset(void)
{
	num_threads = 0;
}

seL4_Word cycles_now(void)
{
	return arch_cycles();
}

seL4_Word cycles_per_ms(void)
{
	return arch_cycles_per_ms(env_bootinfo());
}

void spin_ms(unsigned ms)
{
	seL4_Word end = cycles_now() + ms * cycles_per_ms();

	while (cycles_now() < end)
		;
}

static void sort(seL4_Word *values, unsigned n)
{
	for (unsigned i = 1; i < n; i++)
		for (unsigned j = i; j > 0 && values[j - 1] > values[j]; j--) {
			seL4_Word value = values[j];

			values[j] = values[j - 1];
			values[j - 1] = value;
		}
}

/*
 * On a busy host the machine itself may be absent: the counter tells whether the other thread ran.
 * An absence that begins between two looks of a round is missed, or seems to take no time.
 */
seL4_Word median_absence(volatile seL4_Word *counter)
{
	enum { ABSENCES = 7, LOOK_EVERY = 50 };
	seL4_Word absences[ABSENCES];
	seL4_Word count, last;
	unsigned n = 0;

	while (n < ABSENCES) {
		/* an absence between these two is missed, one between them and the next look is seen whole */
		last = cycles_now();
		count = *counter;
		for (volatile int i = 0; i < LOOK_EVERY; i++)
			;
		if (*counter != count)
			absences[n++] = cycles_now() - last;
	}
	sort(absences, ABSENCES);
	return absences[ABSENCES / 2];
}
