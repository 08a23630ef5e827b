/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* TCB invocations that set a thread's CSpace, VSpace, fault handler and IPC buffer. */
#ifndef KERNEL_OBJECT_TCB_SPACE_H
#define KERNEL_OBJECT_TCB_SPACE_H

#include "api/invocation.h"

struct result tcb_configure(const struct invocation *inv, struct tcb *tcb);
struct result tcb_set_space(const struct invocation *inv, struct tcb *tcb);
struct result tcb_set_ipc_buffer(const struct invocation *inv, struct tcb *tcb);

#endif
