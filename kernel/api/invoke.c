/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Send, NBSend and Call: find the capability, hand the message to its object, tell the result. */
#include "api/invocation.h"

#include "api/lookup.h"
#include "api/syscall.h"
#include "arch/arch.h"
#include "arch_switch.h"
#include "object/message.h"
#include "object/tcb.h"
#include "sched/sched.h"

enum { INFO_EXTRA_CAPS = 3 << seL4_MsgInfoExtraCapsShift };

void invocation_reply_word(const struct invocation *inv, unsigned index, u64 value)
{
	struct message_out out;

	if (!inv->call)
		return;
	if (index < seL4_FastMessageRegisters) {
		inv->thread->context.reg[arch_message_register(index)] = value;
		return;
	}
	out = message_to(inv->thread);
	message_put(&out, index, value);
}

/** The words of a failed lookup behind the source flag. @return length of the reply */
static unsigned reply_put_lookup(const struct message_out *out, struct result result)
{
	u64 type = result.status >> 9 & 7;

	message_put(out, 0, result.status >> 8 & 1);
	message_put(out, 1, type);
	if (type == seL4_InvalidRoot)
		return 2;
	message_put(out, 2, result.status >> 12 & 127);
	if (type == seL4_MissingCapability)
		return 3;
	if (type == seL4_DepthMismatch)
		return message_put(out, 3, result.status >> 19 & 127);
	message_put(out, 3, result.arg);
	return message_put(out, 4, result.status >> 19 & 127);
}

/** Write an error's details to @thread's message registers. @return length of the reply */
static unsigned reply_put_error(struct tcb *thread, struct result result)
{
	struct message_out out = message_to(thread);

	switch (result.status & 255) {
	case seL4_InvalidArgument:
	case seL4_InvalidCapability:
		return message_put(&out, 0, result.status >> 8);
	case seL4_RangeError:
		message_put(&out, 0, result.status >> 8);
		return message_put(&out, 1, result.arg);
	case seL4_NotEnoughMemory:
		return message_put(&out, 0, result.arg);
	case seL4_FailedLookup:
		return reply_put_lookup(&out, result);
	default:
		return 0;
	}
}

static void reply_result(struct tcb *thread, struct result result)
{
	u64 label = result.status & 255, length;

	length = label == seL4_NoError ? result.status >> 8 : reply_put_error(thread, result);
	thread->context.reg[REG_CAP] = 0;
	thread->context.reg[REG_INFO] = label << seL4_MsgInfoLabelShift | length;
}

static struct result invoke_endpoint(struct tcb *thread, struct cap cap, bool call, bool block)
{
	unsigned rights = cap_rights(cap);

	if (!(rights & seL4_RightWrite))
		return result_invalid_cap(0);
	endpoint_send(cap_object(cap), thread,
		      (struct send){
			      .badge = cap_badge(cap),
			      .block = block,
			      .call = call,
			      .grant = rights & seL4_RightGrant,
			      .grant_reply = rights & seL4_RightGrantReply,
		      });
	return result_ok();
}

static struct result invoke_notification(struct cap cap)
{
	if (!(cap_rights(cap) & seL4_RightWrite))
		return result_invalid_cap(0);
	notification_signal(cap_object(cap), cap_badge(cap));
	return result_ok();
}

static bool cap_is_ipc(struct cap cap)
{
	return cap_type(cap) >= CAP_ENDPOINT && cap_type(cap) <= CAP_REPLY;
}

/** Endpoints, notifications and replies: what there is to know of the message, the transfer finds itself. */
static struct result invoke_ipc(struct tcb *thread, struct cap cap, bool call, bool block)
{
	switch (cap_type(cap)) {
	case CAP_ENDPOINT:
		return invoke_endpoint(thread, cap, call, block);
	case CAP_NOTIFICATION:
		return invoke_notification(cap);
	default:
		reply_transfer(thread, cap_object(cap), cap_reply_grant(cap));
		return result_ok();
	}
}

static struct result invoke_object(const struct invocation *inv)
{
	if (cap_is_arch(inv->cap))
		return arch_invoke(inv);

	switch (cap_type(inv->cap)) {
	case CAP_UNTYPED:
		return untyped_invoke(inv);
	case CAP_CNODE:
		return cnode_invoke(inv);
	case CAP_THREAD:
		return tcb_invoke(inv);
	case CAP_IRQ_CONTROL:
		return irq_control_invoke(inv);
	case CAP_IRQ_HANDLER:
		return irq_handler_invoke(inv);
	case CAP_DOMAIN:
		return domain_invoke(inv);
	case CAP_ASID_CONTROL:
		return asid_control_invoke(inv);
	case CAP_ASID_POOL:
		return asid_pool_invoke(inv);
	case CAP_FRAME:
		return frame_invoke(inv);
	default:
		return result_invalid_cap(0);
	}
}

void syscall_cap_fault(struct tcb *thread, u64 cptr, bool receiving, struct result failure)
{
	thread->fault =
		(struct fault){ seL4_Fault_CapFault, { cptr, receiving, failure.status, failure.arg } };
	fault_raise(thread);
}

/** Look up the extra capabilities of the thread's message. @return false after a failure, already reported */
static bool invoke_find_extra(struct invocation *inv, bool block)
{
	u64 info = inv->thread->context.reg[REG_INFO];
	unsigned count = (unsigned)(info >> seL4_MsgInfoExtraCapsShift & 3);
	const seL4_IPCBuffer *buffer = (const seL4_IPCBuffer *)inv->buffer;

	for (unsigned i = 0; buffer && i < count; i++) {
		u64 cptr = buffer->caps_or_badges[i];
		struct lookup lookup = lookup_cptr(inv->thread, cptr);

		if (!result_is_ok(lookup.result)) {
			if (block)
				syscall_cap_fault(inv->thread, cptr, false, lookup.result);
			return false;
		}
		inv->extra[i] = lookup.slot;
	}
	return true;
}

/** Finish the system call, unless the invoker was preempted, stopped or blocked by it. */
static void invoke_finish(struct tcb *thread, struct result result, bool call)
{
	if (result_is_preempted(result) || thread->state != THREAD_RESTART)
		return;
	if (call)
		reply_result(thread, result);
	thread->state = THREAD_RUNNING;
}

/* A function of its own, so that messages between threads need not save registers for it. */
static __attribute__((noinline)) void invoke_with_message(struct tcb *thread, struct slot *slot, bool call,
							  bool block)
{
	struct message message = message_of(thread);
	struct invocation inv = {
		.thread = thread,
		.slot = slot,
		.cap = slot->cap,
		.label = message.label,
		.length = message.length,
		.buffer = message.buffer,
		.call = call,
	};
	struct result result;

	if (!invoke_find_extra(&inv, block))
		return;
	thread->state = THREAD_RESTART; /* should it be preempted or suspended, it does the call again */
	result = cap_is_ipc(inv.cap) ? invoke_ipc(thread, inv.cap, call, block) : invoke_object(&inv);
	invoke_finish(thread, result, call);
}

void syscall_invoke(bool call, bool block)
{
	struct tcb *thread = kernel.current;
	u64 cptr = thread->context.reg[REG_CAP];
	struct lookup lookup = lookup_cptr(thread, cptr);

	if (!result_is_ok(lookup.result)) {
		if (block)
			syscall_cap_fault(thread, cptr, false, lookup.result);
		return;
	}
	if (!cap_is_ipc(lookup.slot->cap) || (thread->context.reg[REG_INFO] & INFO_EXTRA_CAPS)) {
		invoke_with_message(thread, lookup.slot, call, block);
		return;
	}
	thread->state = THREAD_RESTART;
	invoke_finish(thread, invoke_ipc(thread, lookup.slot->cap, call, block), call);
}
