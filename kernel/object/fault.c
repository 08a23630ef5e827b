/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Faults as messages to the thread's handler, and the handler's answers (manual chapter 6.2). */
#include "api/lookup.h"
#include "arch/arch.h"
#include "object/message.h"
#include "object/tcb.h"
#include "sched/sched.h"

static void fault_put_info(struct tcb *faulter, struct tcb *receiver, u64 length)
{
	receiver->context.reg[REG_INFO] = faulter->fault.type << seL4_MsgInfoLabelShift | length;
}

/** The words of a failed lookup, from message word @index on. @return length of the message so far */
static unsigned fault_put_lookup(const struct message_out *out, unsigned index, struct result failure)
{
	u64 type = failure.status >> 9 & 7, left = failure.status >> 12 & 127,
	    found = failure.status >> 19 & 127;
	unsigned length = message_put(out, index, type);

	switch (type) {
	case seL4_MissingCapability:
		return message_put(out, index + 1, left);
	case seL4_DepthMismatch:
		message_put(out, index + 1, left);
		return message_put(out, index + 2, found);
	case seL4_GuardMismatch:
		message_put(out, index + 1, left);
		message_put(out, index + 2, failure.arg);
		return message_put(out, index + 3, found);
	default:
		return length;
	}
}

/** Message words 0 to @count - 1 are the faulter's @registers. */
static void fault_put_registers(const struct message_out *out, const struct tcb *faulter, const u8 *registers,
				unsigned count)
{
	const u64 *from = faulter->context.reg;
	u64 i;

	for (i = 0; i < count && i < seL4_FastMessageRegisters; i++)
		out->receiver->context.reg[arch_message_register(i)] = from[registers[i]];
	for (; out->buffer && i < count; i++)
		out->buffer[BUFFER_MESSAGE + i] = from[registers[i]];
}

void fault_message(struct tcb *faulter, struct tcb *receiver)
{
	const struct fault *fault = &faulter->fault;
	struct message_out out = message_to(receiver);
	unsigned length;

	switch (fault->type) {
	case seL4_Fault_CapFault:
		message_put(&out, seL4_CapFault_IP, arch_restart_pc(&faulter->context));
		message_put(&out, seL4_CapFault_Addr, fault->words[0]);
		message_put(&out, seL4_CapFault_InRecvPhase, fault->words[1]);
		length = fault_put_lookup(&out, seL4_CapFault_LookupFailureType,
					  (struct result){ fault->words[2], fault->words[3] });
		break;
	case seL4_Fault_UnknownSyscall:
		fault_put_registers(&out, faulter, arch_syscall_message, arch_syscall_message_count);
		length = message_put(&out, arch_syscall_message_count, fault->words[0]);
		break;
	case seL4_Fault_UserException:
		fault_put_registers(&out, faulter, arch_exception_message, arch_exception_message_count);
		message_put(&out, arch_exception_message_count, fault->words[0]);
		length = message_put(&out, arch_exception_message_count + 1, fault->words[1]);
		break;
	default:
		message_put(&out, seL4_VMFault_IP, arch_restart_pc(&faulter->context));
		message_put(&out, seL4_VMFault_Addr, fault->words[0]);
		message_put(&out, seL4_VMFault_PrefetchFault, fault->words[1]);
		length = message_put(&out, seL4_VMFault_FSR, fault->words[2]);
		break;
	}
	fault_put_info(faulter, receiver, length);
}

static void fault_set_register(struct tcb *faulter, unsigned index, u64 value)
{
	faulter->context.reg[index] = arch_sanitise_register(index, value);
}

static bool fault_reply_registers(const struct message *message, struct tcb *faulter, const u8 *registers,
				  unsigned count)
{
	const u64 *from = message->sender->context.reg;
	u64 length = message->length < count ? message->length : count;
	u64 i;

	for (i = 0; i < length && i < seL4_FastMessageRegisters; i++)
		fault_set_register(faulter, registers[i], from[arch_message_register(i)]);
	for (; i < length; i++)
		fault_set_register(faulter, registers[i], message->buffer[BUFFER_MESSAGE + i]);
	return message->label == 0;
}

bool fault_reply(struct tcb *sender, struct tcb *faulter)
{
	struct message message = message_of(sender);

	switch (faulter->fault.type) {
	case seL4_Fault_UnknownSyscall:
		return fault_reply_registers(&message, faulter, arch_syscall_message,
					     arch_syscall_message_count);
	case seL4_Fault_UserException:
		return fault_reply_registers(&message, faulter, arch_exception_message,
					     arch_exception_message_count);
	default:
		return true;
	}
}

void fault_raise(struct tcb *tcb)
{
	struct lookup lookup = lookup_cptr(tcb, tcb->fault_handler);
	struct cap cap = result_is_ok(lookup.result) ? lookup.slot->cap : cap_null();
	unsigned rights = cap_type(cap) == CAP_ENDPOINT ? cap_rights(cap) : 0;
	bool grant = rights & seL4_RightGrant;

	if ((rights & seL4_RightWrite) && (rights & (seL4_RightGrant | seL4_RightGrantReply))) {
		endpoint_send(cap_object(cap), tcb,
			      (struct send){ .badge = cap_badge(cap),
					     .block = true,
					     .call = true,
					     .grant = grant,
					     .grant_reply = true });
	} else {
		tcb->fault.type = seL4_Fault_NullFault;
		sched_set_state(tcb, THREAD_INACTIVE);
	}
}
