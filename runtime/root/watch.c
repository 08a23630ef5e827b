/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A second thread that waits for a fault of the root task itself. Without it a mistake
 * of ours would be silence; with it, it is a message and a machine that is off.
 */
#include <sel4/root.h>

#include "arch.h"
#include "faults.h"
#include "kernel_calls.h"
#include "own_thread.h"

enum { STACK_BYTES = 16384 };

extern char sel4_root_stack[];

static _Alignas(16) char watch_stack[STACK_BYTES];
static _Alignas(64) char watch_tls[SEL4_ROOT_TLS_BYTES];

static void say_registers(struct root *root)
{
	seL4_UserContext registers;

	if (!seL4_TCB_ReadRegisters(seL4_CapInitThreadTCB, 0, 0, SEL4_USER_CONTEXT_WORDS, &registers))
		arch_registers_say(root, &registers);
}

/* The thread. Nobody else uses the root task's state any more. */
static void watch_run(struct root *root)
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

int watch_start(struct root *root)
{
	struct own_thread thread = {
		.run = watch_run,
		.stack = watch_stack,
		.stack_bytes = sizeof watch_stack,
		.tls = watch_tls,
		.ipc_vaddr = WINDOW_WATCH_IPC,
	};
	int error =
		pool_object(&root->pool, seL4_EndpointObject, 0, seL4_EndpointBits, &root->watch_endpoint);

	if (!error)
		error = own_thread_start(root, &thread);
	return error ? error
		     : -kernel_errno(seL4_TCB_SetSpace(seL4_CapInitThreadTCB, root->watch_endpoint,
						       seL4_CapInitThreadCNode, 0, seL4_CapInitThreadVSpace,
						       0));
}
