/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Who runs next (manual chapter 6). */
#ifndef KERNEL_SCHED_SCHED_H
#define KERNEL_SCHED_SCHED_H

#include "object/objects.h"

/** Put a runnable thread at the head or tail of its ready queue; does nothing if it is in it. */
void sched_enqueue(struct tcb *tcb);
void sched_append(struct tcb *tcb);
void sched_dequeue(struct tcb *tcb);

/** @tcb has become runnable: consider it for an immediate switch. */
void sched_wake(struct tcb *tcb);

/** Make a full choice at the end of this kernel entry. */
void sched_request_choice(void);

/** Change the state; a current thread that stops being runnable asks for a choice. */
void sched_set_state(struct tcb *tcb, enum thread_state state);

void sched_set_priority(struct tcb *tcb, u8 priority);
void sched_set_domain(struct tcb *tcb, u8 domain);

/** The current thread goes to the tail of its queue. */
void sched_yield(void);

/** One timer tick has passed. */
void sched_tick(void);

/** Has the present domain's time run out? */
bool sched_domain_expired(void);

/** Go to entry @index of the domain schedule at once. */
void sched_domain_start(u32 index);

/** End of a kernel entry: decide, switch, and make kernel.current ready to be restored. */
void sched_finish(void);

/** Priority of the highest ready thread of the current domain, -1 if there is none. */
int sched_highest_ready(void);

/** Is @priority at least that of every ready thread of the current domain? */
bool sched_is_highest(u8 priority);

/** Boot: everything idle, domain 0 for ever. */
void sched_init(void);

#endif
