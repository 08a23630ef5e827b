/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Invocations of TCB capabilities (manual section 10.3.7): priorities, binding, state, flags. */
#include "api/invocation.h"
#include "arch/arch.h"
#include "object/ipc.h"
#include "object/tcb.h"
#include "object/tcb_registers.h"
#include "object/tcb_space.h"
#include "sched/sched.h"

/** The TCB whose maximum priority bounds what the caller may set: extra capability 0. */
static struct result tcb_check_authority(const struct invocation *inv, struct tcb **authority)
{
	if (cap_type(inv->extra[0]->cap) != CAP_THREAD)
		return result_invalid_cap(1);
	*authority = cap_object(inv->extra[0]->cap);
	return result_ok();
}

static struct result tcb_check_priority(u64 priority, const struct tcb *authority)
{
	return priority > authority->mcp ? result_range(0, authority->mcp) : result_ok();
}

/** SetPriority and SetMCPriority: one value. */
static struct result tcb_set_one_priority(const struct invocation *inv, struct tcb *tcb)
{
	struct tcb *authority;
	struct result result;
	u64 value;

	if (inv->length < 1 || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	value = invocation_word(inv, 0);
	result = tcb_check_authority(inv, &authority);
	if (result_is_ok(result))
		result = tcb_check_priority(value, authority);
	if (!result_is_ok(result))
		return result;

	if (inv->label == TCBSetPriority)
		sched_set_priority(tcb, (u8)value);
	else
		tcb->mcp = (u8)value;
	return result_ok();
}

static struct result tcb_set_sched_params(const struct invocation *inv, struct tcb *tcb)
{
	struct tcb *authority;
	struct result result;
	u64 mcp, priority;

	if (inv->length < 2 || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	mcp = invocation_word(inv, 0);
	priority = invocation_word(inv, 1);
	result = tcb_check_authority(inv, &authority);
	if (result_is_ok(result))
		result = tcb_check_priority(mcp, authority);
	if (result_is_ok(result))
		result = tcb_check_priority(priority, authority);
	if (!result_is_ok(result))
		return result;

	tcb->mcp = (u8)mcp;
	sched_set_priority(tcb, (u8)priority);
	return result_ok();
}

static struct result tcb_bind_notification(const struct invocation *inv, struct tcb *tcb)
{
	struct notification *notification;
	struct cap cap;

	if (!inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	cap = inv->extra[0]->cap;
	if (tcb->bound || cap_type(cap) != CAP_NOTIFICATION || !(cap_rights(cap) & seL4_RightRead))
		return result_error(seL4_IllegalOperation);
	notification = cap_object(cap);
	if (notification->head || notification->bound)
		return result_error(seL4_IllegalOperation);
	notification_bind(notification, tcb);
	return result_ok();
}

static struct result tcb_unbind_notification(struct tcb *tcb)
{
	if (!tcb->bound)
		return result_error(seL4_IllegalOperation);
	notification_unbind(tcb->bound);
	return result_ok();
}

static struct result tcb_set_tls_base(const struct invocation *inv, struct tcb *tcb)
{
	if (inv->length < 1)
		return result_error(seL4_TruncatedMessage);
	arch_set_tls_base(tcb, invocation_word(inv, 0));
	return result_ok();
}

static struct result tcb_set_flags(const struct invocation *inv, struct tcb *tcb)
{
	u64 clear, set;

	if (inv->length < 2)
		return result_error(seL4_TruncatedMessage);
	clear = invocation_word(inv, 0);
	set = invocation_word(inv, 1);
	tcb->flags = (u8)((tcb->flags & ~clear) | (set & seL4_TCBFlag_MASK));
	arch_tcb_flags_changed(tcb);
	invocation_reply_word(inv, 0, tcb->flags);
	return result_words(1);
}

struct result tcb_invoke(const struct invocation *inv)
{
	struct tcb *tcb = cap_object(inv->cap);

	switch (inv->label) {
	case TCBReadRegisters:
		return tcb_read_registers(inv, tcb);
	case TCBWriteRegisters:
		return tcb_write_registers(inv, tcb);
	case TCBCopyRegisters:
		return tcb_copy_registers(inv, tcb);
	case TCBConfigure:
		return tcb_configure(inv, tcb);
	case TCBSetIPCBuffer:
		return tcb_set_ipc_buffer(inv, tcb);
	case TCBSetSpace:
		return tcb_set_space(inv, tcb);
	case TCBSetPriority:
	case TCBSetMCPriority:
		return tcb_set_one_priority(inv, tcb);
	case TCBSetSchedParams:
		return tcb_set_sched_params(inv, tcb);
	case TCBSuspend:
		tcb_suspend(tcb);
		return result_ok();
	case TCBResume:
		tcb_restart(tcb);
		return result_ok();
	case TCBBindNotification:
		return tcb_bind_notification(inv, tcb);
	case TCBUnbindNotification:
		return tcb_unbind_notification(tcb);
	case TCBSetTLSBase:
		return tcb_set_tls_base(inv, tcb);
	case TCBSetFlags:
		return tcb_set_flags(inv, tcb);
	default:
		return result_error(seL4_IllegalOperation);
	}
}
