/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Recv, NBRecv and Reply. */
#include "api/lookup.h"
#include "api/syscall.h"
#include "arch/arch.h"
#include "object/ipc.h"
#include "object/tcb.h"

static void receive_fault(struct tcb *thread, u64 cptr, struct result failure)
{
	syscall_cap_fault(thread, cptr, true, failure);
}

static bool receive_notification(struct tcb *thread, struct cap cap, bool block)
{
	struct notification *notification = cap_object(cap);

	if (!(cap_rights(cap) & seL4_RightRead) || (notification->bound && notification->bound != thread))
		return false;
	notification_wait(notification, thread, block);
	return true;
}

static bool receive_endpoint(struct tcb *thread, struct cap cap, bool block)
{
	struct slot *caller = &thread->slots[TCB_CALLER];

	if (!(cap_rights(cap) & seL4_RightRead))
		return false;
	if (!slot_is_empty(caller))
		tcb_revoke_reply(cap_object(caller->cap));
	endpoint_receive(cap_object(cap), thread, cap_rights(cap) & seL4_RightGrant, block);
	return true;
}

void syscall_receive(bool block)
{
	struct tcb *thread = kernel.current;
	u64 cptr = thread->context.reg[REG_CAP];
	struct lookup lookup = lookup_cptr(thread, cptr);
	bool done;

	if (!result_is_ok(lookup.result)) {
		receive_fault(thread, cptr, lookup.result);
		return;
	}
	switch (cap_type(lookup.slot->cap)) {
	case CAP_ENDPOINT:
		done = receive_endpoint(thread, lookup.slot->cap, block);
		break;
	case CAP_NOTIFICATION:
		done = receive_notification(thread, lookup.slot->cap, block);
		break;
	default:
		done = false;
	}
	if (!done)
		receive_fault(thread, cptr, result_missing_cap(0));
}

void syscall_reply(void)
{
	struct tcb *thread = kernel.current;
	struct cap cap = thread->slots[TCB_CALLER].cap;

	if (cap_type(cap) == CAP_REPLY)
		reply_transfer(thread, cap_object(cap), cap_reply_grant(cap));
}
