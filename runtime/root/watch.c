/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A second thread that waits for a fault of the root task itself. Without it a mistake
 * of ours would be silence; with it, it is a message and a machine that is off.
 */
#include <sel4/root.h>

#include "arch.h"
#include "faults.h"
#include "kernel_calls.h"

enum { STACK_BYTES = 16384 };

extern char sel4_root_stack[];

static _Alignas(16) char watch_stack[STACK_BYTES];
static _Alignas(64) char watch_tls[SEL4_ROOT_TLS_BYTES];

/* What the thread is made of. */
struct watch {
	seL4_CPtr tcb, endpoint, ipc_frame;
};

static void say_registers(struct root *root)
{
	seL4_UserContext registers;

	if (!seL4_TCB_ReadRegisters(seL4_CapInitThreadTCB, 0, 0, SEL4_USER_CONTEXT_WORDS, &registers))
		arch_registers_say(root, &registers);
}

/* The thread. Nobody else uses the root task's state any more. */
static _Noreturn void watch_run(struct root *root)
{
	const struct fault_areas areas = { (uint64_t)sel4_root_stack + (1ul << seL4_PageBits), 0 };
	char line[160];
	struct text text = text_in(line, sizeof line);
	struct message message;

	message_receive(root->watch_endpoint, &message);
	fault_describe(&text, &areas, &message);
	root->console.line_is_ours = false;
	say(root, "The root task itself %s.", line);
	say(root, "This is a mistake in KaaL, at 0x%lx of its image (addr2line tells the line):",
	    fault_ip(&message));
	say_registers(root);
	say(root, "Switching off.");
	power_off(root);
}

static int make_objects(struct root *root, struct watch *watch)
{
	int error = pool_object(&root->pool, seL4_TCBObject, 0, seL4_TCBBits, &watch->tcb);

	if (!error)
		error = pool_object(&root->pool, seL4_EndpointObject, 0, seL4_EndpointBits, &watch->endpoint);
	if (!error)
		error = pool_frames(&root->pool, 1, &watch->ipc_frame);
	return error ? error
		     : vspace_map(&root->vspace, watch->ipc_frame, 1, WINDOW_WATCH_IPC, ELF_READ | ELF_WRITE);
}

static seL4_Error start_thread(struct root *root, const struct watch *watch)
{
	/* as after a call: the return address that is not there */
	uint64_t stack_top = (uint64_t)watch_stack + STACK_BYTES - sizeof(uint64_t);
	seL4_UserContext registers = arch_start_registers((uint64_t)watch_run, stack_top, (uint64_t)root);
	seL4_Error error =
		seL4_TCB_Configure(watch->tcb, 0, seL4_CapInitThreadCNode, 0, seL4_CapInitThreadVSpace, 0,
				   WINDOW_WATCH_IPC, watch->ipc_frame);

	if (!error)
		error = seL4_TCB_SetSchedParams(watch->tcb, seL4_CapInitThreadTCB, seL4_MaxPrio,
						seL4_MaxPrio);
	if (!error)
		error = seL4_TCB_WriteRegisters(watch->tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &registers);
	if (!error) /* one of the registers just written */
		error = seL4_TCB_SetTLSBase(watch->tcb,
					    sel4_tls_init(watch_tls, (seL4_IPCBuffer *)WINDOW_WATCH_IPC));
	return error ? error : seL4_TCB_Resume(watch->tcb);
}

int watch_start(struct root *root)
{
	struct watch watch;
	int error = make_objects(root, &watch);

	if (error)
		return error;
	root->watch_endpoint = watch.endpoint;
	error = -kernel_errno(start_thread(root, &watch));
	return error ? error
		     : -kernel_errno(seL4_TCB_SetSpace(seL4_CapInitThreadTCB, watch.endpoint,
						       seL4_CapInitThreadCNode, 0, seL4_CapInitThreadVSpace,
						       0));
}
