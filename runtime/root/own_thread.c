/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "own_thread.h"

#include <sel4/root.h>

#include "arch.h"
#include "kernel_calls.h"

static seL4_Error start(struct root *root, const struct own_thread *thread, seL4_CPtr ipc_frame)
{
	/* as after a call: the return address that is not there */
	uint64_t stack_top = (uint64_t)thread->stack + thread->stack_bytes - sizeof(uint64_t);
	seL4_UserContext registers = arch_start_registers((uint64_t)thread->run, stack_top, (uint64_t)root);
	seL4_Error error = seL4_TCB_Configure(thread->tcb, thread->fault_endpoint, seL4_CapInitThreadCNode, 0,
					      seL4_CapInitThreadVSpace, 0, thread->ipc_vaddr, ipc_frame);

	if (!error)
		error = seL4_TCB_SetSchedParams(thread->tcb, seL4_CapInitThreadTCB, seL4_MaxPrio,
						seL4_MaxPrio);
	if (!error)
		error = seL4_TCB_WriteRegisters(thread->tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &registers);
	if (!error) /* one of the registers just written */
		error = seL4_TCB_SetTLSBase(thread->tcb,
					    sel4_tls_init(thread->tls, (seL4_IPCBuffer *)thread->ipc_vaddr));
	return error ? error : seL4_TCB_Resume(thread->tcb);
}

int own_thread_start(struct root *root, struct own_thread *thread)
{
	seL4_CPtr ipc_frame = 0;
	int error = pool_object(&root->pool, seL4_TCBObject, 0, seL4_TCBBits, &thread->tcb);

	if (!error)
		error = pool_frames(&root->pool, 1, &ipc_frame);
	if (!error)
		error = vspace_map(&root->vspace, ipc_frame, 1, thread->ipc_vaddr, ELF_READ | ELF_WRITE);
	return error ? error : -kernel_errno(start(root, thread, ipc_frame));
}
