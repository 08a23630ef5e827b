/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "object/frame.h"
#include "object/tcb_registers.h"

#include "arch/arch.h"
#include "arch_switch.h"
#include "object/tcb.h"
#include "sched/sched.h"

enum {
	READ_SUSPEND = 1 << 0,
	WRITE_RESUME = 1 << 0,
	COPY_SUSPEND_SOURCE = 1 << 0,
	COPY_RESUME_TARGET = 1 << 1,
	COPY_FRAME = 1 << 2,
	COPY_INTEGER = 1 << 3,
};

struct result tcb_read_registers(const struct invocation *inv, struct tcb *tcb)
{
	u64 count;

	if (inv->length < 2)
		return result_error(seL4_TruncatedMessage);
	count = invocation_word(inv, 1);
	if (count < 1 || count > arch_user_register_count)
		return result_range(1, arch_user_register_count);
	if (tcb == inv->thread)
		return result_error(seL4_IllegalOperation);

	if (invocation_word(inv, 0) & READ_SUSPEND)
		tcb_suspend(tcb);
	if (count > seL4_FastMessageRegisters && !tcb_ipc_buffer(inv->thread, true))
		count = seL4_FastMessageRegisters;
	for (unsigned i = 0; i < count; i++)
		invocation_reply_word(inv, i, tcb->context.reg[arch_user_registers[i]]);
	return result_words(count);
}

/** Registers of @tcb were changed by another thread; its restart address says where it goes on. */
static void tcb_registers_changed(struct tcb *tcb)
{
	arch_set_next_pc(&tcb->context, arch_restart_pc(&tcb->context));
	arch_context_written(&tcb->context);
}

struct result tcb_write_registers(const struct invocation *inv, struct tcb *tcb)
{
	u64 count;

	if (inv->length < 2)
		return result_error(seL4_TruncatedMessage);
	count = invocation_word(inv, 1);
	if (inv->length - 2 < count)
		return result_error(seL4_TruncatedMessage);
	if (tcb == inv->thread)
		return result_error(seL4_IllegalOperation);

	if (count > arch_user_register_count)
		count = arch_user_register_count;
	for (unsigned i = 0; i < count; i++) {
		unsigned reg = arch_user_registers[i];

		tcb->context.reg[reg] = arch_sanitise_register(reg, invocation_word(inv, 2 + i));
	}
	tcb_registers_changed(tcb);
	if (invocation_word(inv, 0) & WRITE_RESUME)
		tcb_restart(tcb);
	return result_ok();
}

static void tcb_copy_range(struct tcb *dest, const struct tcb *source, unsigned first, unsigned end)
{
	for (unsigned i = first; i < end; i++)
		dest->context.reg[arch_user_registers[i]] = source->context.reg[arch_user_registers[i]];
}

struct result tcb_copy_registers(const struct invocation *inv, struct tcb *tcb)
{
	struct tcb *source;
	u64 flags;

	if (inv->length < 1 || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	flags = invocation_word(inv, 0);
	if (cap_type(inv->extra[0]->cap) != CAP_THREAD)
		return result_invalid_cap(1);
	source = cap_object(inv->extra[0]->cap);

	if (flags & COPY_SUSPEND_SOURCE)
		tcb_suspend(source);
	if (flags & COPY_RESUME_TARGET)
		tcb_restart(tcb);
	arch_current_save();
	if (flags & COPY_FRAME) {
		tcb_copy_range(tcb, source, 0, arch_frame_register_count);
		arch_set_next_pc(&tcb->context, arch_restart_pc(&tcb->context));
	}
	if (flags & COPY_INTEGER)
		tcb_copy_range(tcb, source, arch_frame_register_count, arch_user_register_count);
	arch_context_written(&tcb->context);
	arch_current_load();
	return result_ok();
}
