/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The kernel objects that users make out of untyped memory, and their sizes. */
#ifndef KERNEL_OBJECT_OBJECTS_H
#define KERNEL_OBJECT_OBJECTS_H

#include "abi/sel4/errors.h"
#include "abi/sel4/faults.h"
#include "arch_context.h"
#include "object/slot.h"

struct tcb_queue {
	struct tcb *head, *tail;
};

enum endpoint_state { ENDPOINT_IDLE = 0, ENDPOINT_SENDING, ENDPOINT_RECEIVING };

/** Endpoint: a FIFO of threads that all send, or all receive. The state is in the low bits of @tail. */
struct endpoint {
	struct tcb *head;
	u64 tail_state; /* struct tcb * | enum endpoint_state */
};

enum notification_state { NOTIFICATION_IDLE = 0, NOTIFICATION_WAITING, NOTIFICATION_ACTIVE };

struct notification {
	struct tcb *head;
	u64 tail_state; /* struct tcb * | enum notification_state */
	u64 word;       /* signalled badges while active */
	struct tcb *bound;
};

enum thread_state {
	THREAD_INACTIVE = 0,
	THREAD_RUNNING,
	THREAD_RESTART, /* runnable, from the instruction that trapped */
	THREAD_BLOCKED_ON_RECEIVE,
	THREAD_BLOCKED_ON_SEND,
	THREAD_BLOCKED_ON_REPLY,
	THREAD_BLOCKED_ON_NOTIFICATION,
	THREAD_IDLE,
};

/** Slots inside a TCB. */
enum tcb_slot { TCB_CSPACE = 0, TCB_VSPACE, TCB_CALLER, TCB_BUFFER, TCB_SLOTS };

/** Why a thread waits for its fault handler; words by type, as in the fault message. */
struct fault {
	u64 type; /* seL4_FaultType */
	u64 words[4];
};

/*
 * Words of struct fault:
 *   CapFault        address, 1 if receiving, lookup failure (struct result)
 *   UnknownSyscall  number
 *   UserException   number, code
 *   VMFault         address, 1 if instruction fetch, fault status
 */

struct tcb {
	struct arch_context context; /* first: entry code addresses it through the thread pointer */
	struct slot slots[TCB_SLOTS];

	u8 state; /* enum thread_state */
	u8 priority;
	u8 mcp;
	u8 domain;
	u8 queued;            /* in the ready queue of its domain and priority */
	u8 flags;             /* seL4_TCBFlag_* */
	bool blocked_is_call; /* the following four: what a sender or receiver waits with */
	bool blocked_grant;
	bool blocked_grant_reply;
	u8 unused[3];
	u32 ticks; /* left of the time slice */
	u64 blocked_badge;
	void *blocked_on; /* struct endpoint or struct notification */

	struct tcb *queue_next, *queue_prev; /* endpoint or notification */
	struct tcb *ready_next, *ready_prev;

	struct notification *bound;
	struct slot *reply_slot; /* where the reply capability to this thread is, or NULL */
	u64 ipc_buffer;          /* user address */
	u64 fault_handler;       /* CPtr in this thread's CSpace */
	struct fault fault;
};

_Static_assert(sizeof(struct tcb) <= 1 << seL4_TCBBits, "TCB size is ABI");
_Static_assert(sizeof(struct endpoint) == 1 << seL4_EndpointBits, "endpoint size is ABI");
_Static_assert(sizeof(struct notification) == 1 << seL4_NotificationBits, "notification size is ABI");

#endif
