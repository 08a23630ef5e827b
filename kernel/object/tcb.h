/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Threads: life cycle and what other objects need of them. */
#ifndef KERNEL_OBJECT_TCB_H
#define KERNEL_OBJECT_TCB_H

#include "object/objects.h"

static inline bool tcb_is_runnable(const struct tcb *tcb)
{
	return tcb->state == THREAD_RUNNING || tcb->state == THREAD_RESTART;
}

static inline bool tcb_is_blocked(const struct tcb *tcb)
{
	return tcb->state >= THREAD_BLOCKED_ON_RECEIVE && tcb->state <= THREAD_BLOCKED_ON_NOTIFICATION;
}

/** Make a TCB in zeroed memory (Untyped_Retype). */
void tcb_create(struct tcb *tcb);

/** Cancel what the thread waits for and stop it. */
void tcb_suspend(struct tcb *tcb);

/** Make a stopped or blocked thread restart its last system call or faulting instruction. */
void tcb_restart(struct tcb *tcb);

/** Take the thread out of whatever queue or fault it waits in; its state is the caller's to set. */
void tcb_cancel_ipc(struct tcb *tcb);

/** Give the right to answer @caller to @server: put a reply capability in its caller slot. */
void tcb_set_caller(struct tcb *server, struct tcb *caller, bool grant);

/** Delete the reply capability to @tcb, if there is one. */
void tcb_revoke_reply(struct tcb *tcb);

/** The last capability is being deleted; slots are emptied by the zombie. */
void tcb_finalise(struct tcb *tcb);

void tcb_queue_append(struct tcb_queue *queue, struct tcb *tcb);
void tcb_queue_remove(struct tcb_queue *queue, struct tcb *tcb);

#endif
