/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Faults as messages to the thread's handler, and the handler's answers (manual chapter 6.2). */
#include "api/lookup.h"
#include "arch/arch.h"
#include "object/ipc.h"
#include "object/tcb.h"
#include "sched/sched.h"

static void fault_put_info(struct tcb *faulter, struct tcb *receiver, u64 length)
{
	receiver->context.reg[REG_INFO] = faulter->fault.type << seL4_MsgInfoLabelShift | length;
}

/** The words of a failed lookup, from message word @index on. @return length of the message so far */
static unsigned fault_put_lookup(const struct message_out *out, unsigned index, struct result failure)
{
	u64 type = failure.status >> 9 & 7, left = failure.status >> 12 & 127, found = failure.status >> 19 & 127;
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

static unsigned fault_put_registers(const struct message_out *out, const struct tcb *faulter, const u8 *registers,
                                    unsigned count)
{
	unsigned length = 0;

	for (unsigned i = 0; i < count; i++)
		length = message_put(out, i, faulter->context.reg[registers[i]]);
	return length;
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

static bool fault_reply_registers(const struct message *message, struct tcb *faulter, const u8 *registers,
                                  unsigned count)
{
	for (unsigned i = 0; i < count && i < message->length; i++)
		faulter->context.reg[registers[i]] = arch_sanitise_register(registers[i], message_word(message, i));
	return message->label == 0;
}

bool fault_reply(struct tcb *sender, struct tcb *faulter)
{
	struct message message = message_of(sender);

	switch (faulter->fault.type) {
	case seL4_Fault_UnknownSyscall:
		return fault_reply_registers(&message, faulter, arch_syscall_message, arch_syscall_message_count);
	case seL4_Fault_UserException:
		return fault_reply_registers(&message, faulter, arch_exception_message, arch_exception_message_count);
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
		              (struct send){ .badge = cap_badge(cap), .block = true, .call = true, .grant = grant,
		                             .grant_reply = true });
	} else {
		tcb->fault.type = seL4_Fault_NullFault;
		sched_set_state(tcb, THREAD_INACTIVE);
	}
}
