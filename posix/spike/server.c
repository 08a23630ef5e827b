/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The server: one loop for calls and faults of all threads, a badge for each. */
#include <core/string.h>

#include "spike.h"

/** What becomes of the thread that called. */
enum fate { ANSWERED, LEFT };

struct server server;

static void thread_make(unsigned index)
{
	struct thread *thread = &server.thread[index];
	seL4_CPtr cnode = object_make(seL4_CapTableObject, 1);
	seL4_CNode_CapData_t guard = seL4_CNode_CapData_new((seL4_Word)SERVER >> 1, 63);

	*thread = (struct thread){
		.tcb = object_make(seL4_TCBObject, 0),
		.reply = slot_take(),
		.process = index == FORKED,
		.block = &memory.block[index].block,
		.block_vaddr = BLOCKS + index * PAGE_BYTES,
	};
	must(seL4_CNode_Mint(cnode, 0, 1, CSPACE, server.endpoint, CPTR_BITS, seL4_AllRights, index),
	     "CNode_Mint");
	must(seL4_TCB_Configure(thread->tcb, (seL4_Word)SERVER, cnode, guard.words[0],
				processes[thread->process].vspace, 0, 0, image_frame(&memory)),
	     "TCB_Configure");
	must(seL4_TCB_SetPriority(thread->tcb, seL4_CapInitThreadTCB, PRIORITY), "TCB_SetPriority");
}

void server_init(void)
{
	server.endpoint = object_make(seL4_EndpointObject, 0);
	for (unsigned i = 0; i < THREADS; i++)
		thread_make(i);
}

void thread_go(struct thread *thread, const seL4_UserContext *regs)
{
	must(seL4_TCB_WriteRegisters(thread->tcb, 1, 0, SEL4_USER_CONTEXT_WORDS, regs), "TCB_WriteRegisters");
}

seL4_UserContext thread_returning(struct thread *thread, seL4_Sint64 result)
{
	seL4_UserContext regs = { 0 };

	must(seL4_TCB_ReadRegisters(thread->tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &regs), "TCB_ReadRegisters");
	if (thread->by_trap)
		arch_after_trap(&regs, result);
	else
		arch_after_call(&regs, thread->block, result);
	return regs;
}

/** Let the caller wait; wait_end or child_end answer. */
static enum fate call_wait(struct thread *thread, enum waiting what)
{
	thread->waiting = what;
	if (!thread->by_trap)
		must(seL4_CNode_SaveCaller(CSPACE, thread->reply, CPTR_BITS), "CNode_SaveCaller");
	return LEFT;
}

static void thread_return(struct thread *thread, seL4_Sint64 result)
{
	seL4_UserContext regs = thread_returning(thread, result);

	thread_go(thread, &regs);
}

static enum fate call_wait_child(struct thread *thread)
{
	if (!server.child_ended)
		return call_wait(thread, WAITS_CHILD);
	thread_return(thread, (seL4_Sint64)server.child_code);
	return LEFT;
}

static enum fate call_pause(struct thread *thread)
{
	if (server.outcome.signals == 0)
		return call_wait(thread, WAITS_SIGNAL);
	thread_return(thread, -LINUX_EINTR); /* the signal came before: good enough for a test */
	return LEFT;
}

static enum fate call_exit(struct thread *thread, seL4_Word code)
{
	struct thread *parent = &server.thread[0];

	must(seL4_TCB_Suspend(thread->tcb), "TCB_Suspend");
	if (thread == parent) {
		server.ended = 1;
		server.outcome.code = code;
		return LEFT;
	}
	server.child_ended = 1;
	server.child_code = code;
	if (parent->waiting == WAITS_CHILD) {
		parent->waiting = WAITS_NOT;
		thread_return(parent, (seL4_Sint64)code);
	}
	return LEFT;
}

/** Save the caller's FPU state first: the new thread begins with it. */
static enum fate call_clone(struct thread *thread, const struct call *call)
{
	thread->clone_flags = call->arg[0];
	thread->clone_stack = call->arg[1];
	thread->next = thread_returning(thread, 0);
	thread->after = AFTER_SAVED;

	seL4_UserContext regs = thread->next;

	arch_fpu_enter(&regs, ARCH_STUB_ADDRESS(fpu_save), thread->block_vaddr + BLOCK_FPU, LABEL_SAVED);
	thread_go(thread, &regs);
	return LEFT;
}

static void clone_finish(struct thread *parent)
{
	unsigned index = parent->clone_flags & LINUX_CLONE_VM ? 1 : FORKED;
	struct thread *child = &server.thread[index];
	seL4_UserContext regs = { 0 };

	if (index == FORKED)
		process_fork();
	memcpy(child->block->fpu, parent->block->fpu, sizeof child->block->fpu);
	child->after = AFTER_BORN;
	child->next = parent->next;
	arch_block_keep(&child->next, child->block_vaddr);
	if (parent->clone_stack)
		arch_stack_set(&child->next, parent->clone_stack);
	regs = child->next;
	arch_fpu_enter(&regs, ARCH_STUB_ADDRESS(fpu_load), child->block_vaddr + BLOCK_FPU, LABEL_LOADED);
	thread_go(child, &regs);

	arch_result_set(&parent->next, (seL4_Sint64)index);
	thread_go(parent, &parent->next);
}

static void probe_set_when(enum probe_when when)
{
	if (server.scenario.probe && server.scenario.probe_when == when)
		arch_probe_set(server.scenario.probe);
}

static seL4_Sint64 call_sigaction(struct thread *thread, const struct call *call)
{
	const seL4_Word *action = process_memory(thread->process, call->arg[1], 3 * sizeof *action);

	if (!action)
		return -LINUX_EFAULT;
	server.handler = action[0];
	server.restorer = action[2];
	probe_set_when(PROBE_WAY_IN);
	return 0;
}

static seL4_Sint64 call_getppid(void)
{
	server.outcome.nulls++;
	probe_set_when(PROBE_WAY_OUT);
	return PARENT;
}

static enum fate call_tgkill(struct thread *thread, const struct call *call, seL4_Sint64 *result)
{
	if (call->arg[1] >= THREADS || &server.thread[call->arg[1]] == thread) {
		*result = -LINUX_ESRCH; /* no program here signals itself */
		return ANSWERED;
	}
	signal_send(&server.thread[call->arg[1]]);
	thread_return(thread, 0);
	return LEFT;
}

static enum fate call_do(struct thread *thread, const struct call *call, seL4_Sint64 *result)
{
	switch (arch_call_name(call->number)) {
	case CALL_GETPPID:
		*result = call_getppid();
		return ANSWERED;
	case CALL_SIGACTION:
		*result = call_sigaction(thread, call);
		return ANSWERED;
	case CALL_TGKILL:
		return call_tgkill(thread, call, result);
	case CALL_CLONE:
		return call_clone(thread, call);
	case CALL_WAIT:
		return call_wait_child(thread);
	case CALL_PAUSE:
		return call_pause(thread);
	case CALL_SIGRETURN:
		signal_return(thread);
		return LEFT;
	case CALL_EXIT:
	case CALL_EXIT_GROUP:
		return call_exit(thread, call->arg[0]);
	case CALL_UNKNOWN:
		break;
	}
	say("# system call %lu is none of ours\n", call->number);
	return call_exit(&server.thread[0], 250);
}

static void fpu_done(struct thread *thread)
{
	enum after after = thread->after;

	thread->after = AFTER_NOTHING;
	if (after == AFTER_SAVED)
		clone_finish(thread);
	else if (after != AFTER_NOTHING)
		thread_go(thread, &thread->next);
}

static enum fate fault_end(const struct thread *thread, seL4_Word label, const struct sel4_registers *mrs)
{
	say("# thread %u: fault %lu: 0x%lx 0x%lx 0x%lx 0x%lx\n", (unsigned)(thread - server.thread), label,
	    mrs->mr[0], mrs->mr[1], mrs->mr[2], mrs->mr[3]);
	return call_exit(&server.thread[0], 251);
}

static enum fate fault_page(struct thread *thread, const struct sel4_registers *mrs)
{
	if (!process_fault(thread->process, mrs->mr[seL4_VMFault_Addr],
			   arch_fault_is_write(mrs->mr[seL4_VMFault_FSR])))
		return fault_end(thread, seL4_Fault_VMFault, mrs);
	return ANSWERED;
}

static int is_probe(seL4_Word label, const struct sel4_registers *mrs)
{
	return label == seL4_Fault_UserException && server.scenario.probe &&
	       mrs->mr[seL4_UserException_FaultIP] == server.scenario.probe;
}

/** Answer a message. @return the info to reply with, its words in *@mrs */
static enum fate message_do(struct thread *thread, seL4_MessageInfo_t *info, struct sel4_registers *mrs)
{
	seL4_Word label = seL4_MessageInfo_get_label(*info);
	seL4_Sint64 result = 0;
	struct call call;
	enum fate fate;

	*info = seL4_MessageInfo_new(0, 0, 0, 0);
	if (label == LABEL_CALL) {
		server.outcome.calls++;
		thread->by_trap = 0;
		arch_call_read(thread->block, mrs, &call);
		fate = call_do(thread, &call, &result);
		if (fate == ANSWERED)
			thread->block->result = (seL4_Word)result;
		return fate;
	}
	if (label == LABEL_SAVED || label == LABEL_LOADED) {
		fpu_done(thread);
		return LEFT;
	}
	if (is_probe(label, mrs)) {
		arch_probe_clear();
		server.scenario.probe = 0;
		signal_at_probe(thread);
		return LEFT;
	}
	if (arch_trap_read(thread->tcb, label, mrs, &call)) {
		server.outcome.traps++;
		thread->by_trap = 1;
		fate = call_do(thread, &call, &result);
		return fate == ANSWERED && arch_trap_answer(thread->tcb, info, mrs, result) ? ANSWERED : LEFT;
	}
	if (label == seL4_Fault_VMFault)
		return fault_page(thread, mrs);
	return fault_end(thread, label, mrs);
}

static void server_loop(void)
{
	seL4_MessageInfo_t info = sel4_no_message();
	struct sel4_registers mrs = { { 0 } };
	enum fate fate = LEFT;
	seL4_Word badge;

	while (!server.ended) {
		if (fate == LEFT)
			info = sel4_exchange(seL4_SysRecv, server.endpoint, sel4_no_message(), &badge, &mrs);
		else
			info = sel4_exchange(seL4_SysReplyRecv, server.endpoint, info, &badge, &mrs);
		fate = message_do(&server.thread[badge], &info, &mrs);
	}
}

static void server_reset(struct scenario scenario)
{
	server.scenario = scenario;
	server.outcome = (struct outcome){ 0 };
	server.ended = server.child_ended = 0;
	server.child_code = 0;
	for (unsigned i = 0; i < THREADS; i++) {
		must(seL4_TCB_Suspend(server.thread[i].tcb), "TCB_Suspend");
		must(seL4_CNode_Delete(CSPACE, server.thread[i].reply, CPTR_BITS), "CNode_Delete");
		server.thread[i].waiting = WAITS_NOT;
		server.thread[i].after = AFTER_NOTHING;
	}
	memset(memory.block, 0, sizeof memory.block);
	processes_reset();
}

struct outcome server_run(struct scenario scenario)
{
	seL4_UserContext regs = { 0 };

	server_reset(scenario);
	arch_rewrite(scenario.mode);
	probe_set_when(PROBE_FIRST);
	arch_start(&regs, scenario.entry, STACK_TOP);
	arch_block_keep(&regs, BLOCKS);
	thread_go(&server.thread[0], &regs);
	server_loop();
	for (unsigned i = 0; i < THREADS; i++)
		must(seL4_TCB_Suspend(server.thread[i].tcb), "TCB_Suspend");
	arch_probe_clear();
	return server.outcome;
}
