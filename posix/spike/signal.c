/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Signals. A handler runs on a frame below the interrupted stack and its red
 * zone. The server writes the registers there, code of the process the FPU
 * state, which no call of seL4's reads.
 */
#include "spike.h"

enum { RED_ZONE = 128 };

/** The stack pointer of the handler's return points at @fpu. */
struct signal_frame {
	seL4_Word unused[7], below;
	char fpu[ARCH_FPU_BYTES];
	seL4_UserContext regs;
};

enum {
	FRAME_BELOW = __builtin_offsetof(struct signal_frame, fpu),
	FRAME_BYTES = sizeof(struct signal_frame) - FRAME_BELOW,
};

static void deliver(struct thread *thread, const seL4_UserContext *interrupted)
{
	seL4_Word at = arch_stack(interrupted) - RED_ZONE - FRAME_BYTES;
	struct signal_frame *frame;
	seL4_UserContext regs = *interrupted;

	at &= ~(seL4_Word)63;
	frame = process_memory(thread->process, at - FRAME_BELOW, sizeof *frame);
	if (!frame)
		fail("a signal, and no stack for it");
	frame->regs = *interrupted;
	arch_handler_enter(&regs, (struct handler_entry){ .code = ARCH_STUB_ADDRESS(fpu_signal),
							  .handler = server.handler,
							  .restorer = server.restorer,
							  .signal = SIGNAL,
							  .stack = at,
							  .below = &frame->below });
	server.outcome.signals++;
	thread_go(thread, &regs);
}

/** Wake a thread from a call that waits. Its call has then failed with EINTR, wherever it stands. */
static void wait_end(struct thread *thread)
{
	thread->waiting = WAITS_NOT;
	thread->block->result = (seL4_Word)-LINUX_EINTR;
	seL4_Send(thread->reply, seL4_MessageInfo_new(0, 0, 0, 0));
}

/** Stop a thread that runs or is about to. @return its registers, as if it were in none of our code */
static seL4_UserContext thread_stop(struct thread *thread)
{
	seL4_UserContext regs = { 0 };

	must(seL4_TCB_Suspend(thread->tcb), "TCB_Suspend");
	must(seL4_TCB_ReadRegisters(thread->tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &regs), "TCB_ReadRegisters");
	server.outcome.stopped_at = arch_pc(&regs);
	arch_rewind(&regs, thread->block);
	return regs;
}

void signal_send(struct thread *thread)
{
	seL4_UserContext regs = { 0 };

	if (thread->waiting != WAITS_NOT && thread->by_trap) {
		thread->waiting = WAITS_NOT;
		regs = thread_returning(thread, -LINUX_EINTR);
	} else {
		if (thread->waiting != WAITS_NOT)
			wait_end(thread);
		regs = thread_stop(thread);
	}
	deliver(thread, &regs);
}

void signal_at_probe(struct thread *thread)
{
	seL4_UserContext regs = thread_stop(thread);

	deliver(thread, &regs);
}

void signal_return(struct thread *thread)
{
	seL4_UserContext regs = thread_returning(thread, 0);
	seL4_Word at = arch_stack(&regs);
	const struct signal_frame *frame = process_memory(thread->process, at - FRAME_BELOW, sizeof *frame);

	if (!frame || at % 64)
		fail("a return from a signal without a frame");
	thread->next = frame->regs;
	arch_block_keep(&thread->next, thread->block_vaddr);
	thread->after = AFTER_RETURN;
	arch_fpu_enter(&regs, ARCH_STUB_ADDRESS(fpu_load), at, LABEL_LOADED);
	thread_go(thread, &regs);
}
