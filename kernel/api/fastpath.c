/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Call and ReplyRecv between a waiting server and its client, without the detours:
 * up to four words, no capabilities, nothing to schedule but the other side. Whatever
 * does not fit goes the general way, before anything was changed. What happens is
 * exactly what the general way would have done.
 */
#include "abi/sel4/syscalls.h"
#include "api/entry.h"
#include "api/lookup.h"
#include "arch/arch.h"
#include "arch_switch.h"
#include "object/tcb.h"
#include "sched/sched.h"

enum {
	INFO_LENGTH_AND_CAPS = 0x1ff, /* at most 4: four words and no capability */
	INFO_CAP_FIELDS = 0xf80,
};

/** Do four words in registers hold the whole message? */
static inline bool fast_message(u64 info)
{
	return (info & INFO_LENGTH_AND_CAPS) <= seL4_FastMessageRegisters;
}

/** The capability that @cptr names in any CSpace, null if there is none. */
static struct cap deep_lookup(struct tcb *tcb, u64 cptr)
{
	struct lookup lookup = lookup_cptr(tcb, cptr);

	return result_is_ok(lookup.result) ? lookup.slot->cap : cap_null();
}

/** Message words in registers; those past the length keep what they held. */
static inline void fast_copy(struct tcb *to, const struct tcb *from, u64 info)
{
	if (__builtin_expect((info & 7) == 0, 1))
		return;
	switch (info & 7) {
	case 4:
		to->context.reg[arch_message_register(3)] = from->context.reg[arch_message_register(3)];
		__attribute__((fallthrough));
	case 3:
		to->context.reg[arch_message_register(2)] = from->context.reg[arch_message_register(2)];
		__attribute__((fallthrough));
	case 2:
		to->context.reg[arch_message_register(1)] = from->context.reg[arch_message_register(1)];
		__attribute__((fallthrough));
	case 1:
		to->context.reg[arch_message_register(0)] = from->context.reg[arch_message_register(0)];
	}
}

/** Would the scheduler run @to next, now that @from blocks? */
static inline bool fast_switch_allowed(const struct tcb *from, struct tcb *to)
{
	return to->domain == kernel.domain &&
	       (to->priority >= from->priority || sched_is_highest(to->priority)) && arch_vspace_ready(to);
}

/** Run @to, which @from's message has reached. */
static inline void fast_switch(struct tcb *from, struct tcb *to, u64 badge, u64 info)
{
	to->context.reg[REG_CAP] = badge;
	to->context.reg[REG_INFO] = info & ~(u64)INFO_CAP_FIELDS;
	fast_copy(to, from, info);
	to->state = THREAD_RUNNING;
	kernel.current = to;
	arch_switch_to_thread(from, to);
}

static inline void fast_call(struct cap cap, u64 info)
{
	struct tcb *caller = kernel.current, *server, *next;
	struct endpoint *endpoint = cap_object(cap);
	u64 send_type = CAP_ENDPOINT | seL4_RightWrite << 5;
	struct slot *reply;

	if ((cap.w0 & (31 | seL4_RightWrite << 5)) != send_type ||
	    !(cap.w0 & (seL4_RightGrant | seL4_RightGrantReply) << 5) ||
	    (endpoint->tail_state & 3) != ENDPOINT_RECEIVING ||
	    !fast_switch_allowed(caller, endpoint->head)) {
		entry_syscall(seL4_SysCall);
		return;
	}

	server = endpoint->head;
	next = server->queue_next;
	endpoint->head = next;
	if (next)
		next->queue_prev = NULL;
	else
		endpoint->tail_state = ENDPOINT_IDLE;
	server->queue_next = NULL;

	reply = &server->slots[TCB_CALLER];
	reply->cap = cap_reply(caller, server->blocked_grant);
	caller->reply_slot = reply;
	caller->state = THREAD_BLOCKED_ON_REPLY;
	fast_switch(caller, server, cap_badge(cap), info);
}

/* The deep ways are functions of their own, so that the flat ones need not save registers. */

static __attribute__((noinline)) void call_deep(u64 cptr, u64 info)
{
	fast_call(deep_lookup(kernel.current, cptr), info);
}

void entry_call(u64 cptr, u64 info)
{
	struct cap root = kernel.current->slots[TCB_CSPACE].cap;

	if (!fast_message(info))
		entry_syscall(seL4_SysCall);
	else if (lookup_is_flat(root, cptr))
		fast_call(lookup_flat(root, cptr)->cap, info);
	else
		call_deep(cptr, info);
}

/** Append @server to the endpoint's waiting receivers. */
static inline void fast_wait(struct endpoint *endpoint, struct tcb *server, bool grant)
{
	struct tcb *tail = (struct tcb *)(endpoint->tail_state & ~(u64)3);

	server->blocked_on = endpoint;
	server->blocked_grant = grant;
	server->state = THREAD_BLOCKED_ON_RECEIVE;
	server->queue_prev = tail;
	server->queue_next = NULL;
	if (tail)
		tail->queue_next = server;
	else
		endpoint->head = server;
	endpoint->tail_state = (u64)server | ENDPOINT_RECEIVING;
}

static inline void fast_reply_recv(struct cap cap, u64 info)
{
	struct tcb *server = kernel.current, *caller;
	struct cap reply = server->slots[TCB_CALLER].cap;
	struct endpoint *endpoint = cap_object(cap);

	caller = cap_object(reply);
	if ((cap.w0 & (31 | seL4_RightRead << 5)) != (CAP_ENDPOINT | seL4_RightRead << 5) ||
	    (server->bound && (server->bound->tail_state & 3) == NOTIFICATION_ACTIVE) ||
	    (endpoint->tail_state & 3) == ENDPOINT_SENDING || cap_type(reply) != CAP_REPLY ||
	    caller->fault.type != seL4_Fault_NullFault || !fast_switch_allowed(server, caller)) {
		entry_syscall(seL4_SysReplyRecv);
		return;
	}

	fast_wait(endpoint, server, cap_rights(cap) & seL4_RightGrant);
	server->slots[TCB_CALLER].cap = cap_null();
	caller->reply_slot = NULL;
	fast_switch(server, caller, 0, info);
}

static __attribute__((noinline)) void reply_recv_deep(u64 cptr, u64 info)
{
	fast_reply_recv(deep_lookup(kernel.current, cptr), info);
}

void entry_reply_recv(u64 cptr, u64 info)
{
	struct cap root = kernel.current->slots[TCB_CSPACE].cap;

	if (!fast_message(info))
		entry_syscall(seL4_SysReplyRecv);
	else if (lookup_is_flat(root, cptr))
		fast_reply_recv(lookup_flat(root, cptr)->cap, info);
	else
		reply_recv_deep(cptr, info);
}
