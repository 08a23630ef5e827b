/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Messages: words and capabilities from one thread to another (manual section 4.2). */
#include "abi/sel4/message.h"

#include "api/lookup.h"
#include "arch/arch.h"
#include "object/frame.h"
#include "object/cap_ops.h"
#include "object/message.h"
#include "object/tcb.h"
#include "sched/sched.h"

enum {
	/* more words of the IPC buffer */
	BUFFER_CAPS = BUFFER_MESSAGE + seL4_MsgMaxLength + 1,
	BUFFER_RECEIVE_CNODE = BUFFER_CAPS + seL4_MsgMaxExtraCaps,
	BUFFER_RECEIVE_INDEX,
	BUFFER_RECEIVE_DEPTH,

	EXTRA_CAPS_MASK = (1 << seL4_MsgExtraCapBits) - 1,
};

static u64 info_word(u64 label, u64 unwrapped, u64 extra_caps, u64 length)
{
	return label << seL4_MsgInfoLabelShift | unwrapped << seL4_MsgInfoCapsUnwrappedShift |
	       extra_caps << seL4_MsgInfoExtraCapsShift | length;
}

struct message_out message_to(struct tcb *receiver)
{
	return (struct message_out){ receiver, tcb_ipc_buffer(receiver, true) };
}

unsigned message_put(const struct message_out *out, unsigned index, u64 value)
{
	if (index < seL4_FastMessageRegisters)
		out->receiver->context.reg[arch_message_register(index)] = value;
	else if (out->buffer)
		out->buffer[BUFFER_MESSAGE + index] = value;
	else
		return seL4_FastMessageRegisters;
	return index + 1;
}

/** Copy the words. @return how many arrived */
static u64 message_copy(const struct message *message, const struct message_out *out)
{
	u64 length = message->length;
	unsigned i;

	if (!out->buffer && length > seL4_FastMessageRegisters)
		length = seL4_FastMessageRegisters;
	for (i = 0; i < length && i < seL4_FastMessageRegisters; i++)
		out->receiver->context.reg[arch_message_register(i)] =
			message->sender->context.reg[arch_message_register(i)];
	for (; i < length; i++)
		out->buffer[BUFFER_MESSAGE + i] = message->buffer[BUFFER_MESSAGE + i];
	return length;
}

/** Find the slots of all capabilities that the message wants to send. @return their number, 0 if one is missing */
static unsigned message_find_caps(const struct message *message, struct slot *found[])
{
	u64 count = message->sender->context.reg[REG_INFO] >> seL4_MsgInfoExtraCapsShift & EXTRA_CAPS_MASK;

	for (unsigned i = 0; i < count; i++) {
		struct lookup lookup = lookup_cptr(message->sender, message->buffer[BUFFER_CAPS + i]);

		if (!result_is_ok(lookup.result))
			return 0;
		found[i] = lookup.slot;
	}
	return (unsigned)count;
}

/** The empty slot where the receiver wants a capability, or NULL. */
static struct slot *message_receive_slot(const struct message_out *out)
{
	struct lookup root = lookup_cptr(out->receiver, out->buffer[BUFFER_RECEIVE_CNODE]);
	struct lookup slot;

	if (!result_is_ok(root.result))
		return NULL;
	slot = lookup_empty_slot(root.slot->cap, out->buffer[BUFFER_RECEIVE_INDEX],
				 out->buffer[BUFFER_RECEIVE_DEPTH]);
	return result_is_ok(slot.result) ? slot.slot : NULL;
}

static bool message_put_cap(struct slot *dest, struct slot *source)
{
	struct derived derived = cap_derive(source, source->cap);

	if (!result_is_ok(derived.result) || cap_type(derived.cap) == CAP_NULL)
		return false;
	slot_insert_derived(dest, derived.cap, source);
	return true;
}

/**
 * Hand over capabilities: those to @endpoint itself arrive as badges, one other goes into the receive slot.
 * @return the unwrapped and extra-caps fields of the receiver's message info
 */
static u64 message_transfer_caps(const struct message *message, struct endpoint *endpoint,
				 const struct message_out *out)
{
	struct slot *found[seL4_MsgMaxExtraCaps], *dest = NULL;
	unsigned count = message_find_caps(message, found), done;
	u64 unwrapped = 0;

	if (count > 0)
		dest = message_receive_slot(out);
	for (done = 0; done < count; done++) {
		struct cap cap = found[done]->cap;

		if (endpoint && cap_type(cap) == CAP_ENDPOINT && cap_object(cap) == endpoint) {
			out->buffer[BUFFER_CAPS + done] = cap_badge(cap);
			unwrapped |= 1u << done;
		} else if (dest && message_put_cap(dest, found[done])) {
			dest = NULL;
		} else {
			break;
		}
	}
	return info_word(0, unwrapped, done, 0);
}

void message_transfer(struct tcb *sender, struct endpoint *endpoint, struct tcb *receiver, u64 badge,
		      bool grant)
{
	receiver->context.reg[REG_CAP] = badge;
	if (sender->fault.type != seL4_Fault_NullFault) {
		fault_message(sender, receiver);
	} else {
		struct message message = message_of(sender);
		struct message_out out = message_to(receiver);
		u64 length = message_copy(&message, &out);
		u64 caps = 0;

		if (grant && message.buffer && out.buffer)
			caps = message_transfer_caps(&message, endpoint, &out);
		receiver->context.reg[REG_INFO] = info_word(message.label, 0, 0, length) | caps;
	}
}

void reply_transfer(struct tcb *sender, struct tcb *caller, bool grant)
{
	bool resume = true;

	tcb_revoke_reply(caller);
	if (caller->fault.type == seL4_Fault_NullFault) {
		message_transfer(sender, NULL, caller, 0, grant);
		sched_set_state(caller, THREAD_RUNNING);
	} else {
		resume = fault_reply(sender, caller);
		caller->fault.type = seL4_Fault_NullFault;
		sched_set_state(caller, resume ? THREAD_RESTART : THREAD_INACTIVE);
	}
	if (resume)
		sched_wake(caller);
}
