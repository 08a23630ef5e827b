/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "bench.h"

enum { STACK_BYTES = 2 * FRAME_BYTES - sizeof(seL4_IPCBuffer) - SEL4_ROOT_TLS_BYTES };

/** A thread's own memory; its IPC buffer stands at the start of a page. */
static struct thread_memory {
	_Alignas(FRAME_BYTES) seL4_IPCBuffer buffer;
	_Alignas(64) char tls[SEL4_ROOT_TLS_BYTES];
	_Alignas(16) char stack[STACK_BYTES];
} memory[THREADS];

void threads_init(void)
{
	bench.done = object_make(seL4_NotificationObject, 0);
	bench.never = object_make(seL4_NotificationObject, 0);
	for (unsigned i = 0; i < THREADS; i++) {
		bench.tcb[i] = object_make(seL4_TCBObject, 0);
		seL4_TCB_SetFlags(bench.tcb[i], 0, ARCH_THREAD_FLAGS);
	}
}

void thread_start(unsigned index, struct thread thread)
{
	struct thread_memory *own = &memory[index];
	seL4_CPtr tcb = bench.tcb[index];
	seL4_UserContext regs = arch_context((seL4_Word)thread.run, (seL4_Word)(own->stack + STACK_BYTES),
					     sel4_tls_init(own->tls, &own->buffer));

	must(seL4_TCB_Configure(tcb, thread.fault_handler, CSPACE, 0, thread.vspace, 0,
				(seL4_Word)&own->buffer, image_frame(&own->buffer)),
	     "TCB_Configure");
	must(seL4_TCB_SetPriority(tcb, seL4_CapInitThreadTCB, thread.priority), "TCB_SetPriority");
	must(seL4_TCB_WriteRegisters(tcb, 1, 0, SEL4_USER_CONTEXT_WORDS, &regs), "TCB_WriteRegisters");
}

void threads_run(void)
{
	seL4_Wait(bench.done, (void *)0);
	for (unsigned i = 0; i < THREADS; i++)
		must(seL4_TCB_Suspend(bench.tcb[i]), "TCB_Suspend");
}

void threads_finish(void)
{
	seL4_Signal(bench.done);
	for (;;)
		seL4_Wait(bench.never, (void *)0);
}
