/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Further threads of the root task itself. They share its address space and capabilities. */
#ifndef ROOT_OWN_THREAD_H
#define ROOT_OWN_THREAD_H

#include "root.h"

struct own_thread {
	void (*run)(struct root *root); /* does not return */
	char *stack;                    /* aligned to 16 */
	size_t stack_bytes;
	char *tls;                /* SEL4_ROOT_TLS_BYTES, aligned to 64 */
	uint64_t ipc_vaddr;       /* where its IPC buffer goes */
	seL4_CPtr fault_endpoint; /* 0: none */
	seL4_CPtr tcb;            /* out */
};

/** Make a thread of the highest priority and let it run. */
int own_thread_start(struct root *root, struct own_thread *thread);

#endif
