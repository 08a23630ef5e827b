/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reports of faults, in words. */
#include "faults.h"

#include <core/text.h>

#include "arch.h"
#include "backtrace.h"
#include "supervisor.h"

enum { NULL_PAGES_END = 0x10000, LINE_BYTES = 160 };

/* What an address is, for people; "" if nothing in particular. */
static const char *describe_address(const struct fault_areas *areas, uint64_t address)
{
	if (address < NULL_PAGES_END)
		return " (a null pointer)";
	if (address < areas->stack_base && areas->stack_base - address <= 1ul << seL4_PageBits)
		return " (its stack is full)";
	if (areas->heap_end && address - areas->heap_end < 1ul << seL4_PageBits)
		return " (just past its heap)";
	return "";
}

static void describe_vm(struct text *text, const struct fault_areas *areas, const struct message *message)
{
	uint64_t address = message->words[seL4_VMFault_Addr];
	struct access access = arch_vm_access(message->words[seL4_VMFault_FSR],
					      message->words[seL4_VMFault_PrefetchFault] != 0);
	const char *verb = access.fetch ? "executed" : access.write ? "wrote to" : "read from";
	const char *place = access.unaligned  ? "that access must be aligned"
			    : !access.present ? "nothing is mapped there"
			    : access.fetch    ? "that is not code"
			    : access.write    ? "that is read-only"
					      : "that is not its own";

	text_add(text, "%s 0x%lx%s: %s", verb, address, describe_address(areas, address), place);
}

void fault_describe(struct text *text, const struct fault_areas *areas, const struct message *message)
{
	switch (message->label) {
	case seL4_Fault_VMFault:
		describe_vm(text, areas, message);
		break;
	case seL4_Fault_CapFault:
		text_add(text, "used capability slot 0x%lx, where it holds nothing fit for %s",
			 message->words[seL4_CapFault_Addr],
			 message->words[seL4_CapFault_InRecvPhase] ? "receiving" : "sending");
		break;
	case seL4_Fault_UnknownSyscall:
		text_add(text, "made kernel call %ld, which does not exist",
			 (long)message->words[seL4_UnknownSyscall_Syscall]);
		break;
	case seL4_Fault_UserException:
		arch_exception_name(text, message->words[seL4_UserException_Number],
				    message->words[seL4_UserException_Code]);
		break;
	default:
		text_add(text, "fault of unknown kind %lu", message->label);
	}
}

uint64_t fault_ip(const struct message *message)
{
	switch (message->label) {
	case seL4_Fault_UnknownSyscall:
		return message->words[seL4_UnknownSyscall_FaultIP];
	case seL4_Fault_UserException:
		return message->words[seL4_UserException_FaultIP];
	default: /* VM and capability faults */
		return message->words[0];
	}
}

static uint64_t fault_detail(const struct message *message)
{
	switch (message->label) {
	case seL4_Fault_UnknownSyscall:
		return message->words[seL4_UnknownSyscall_Syscall];
	case seL4_Fault_UserException:
		return message->words[seL4_UserException_Number];
	default:
		return message->words[1];
	}
}

static void say_place(struct root *root, const struct component *component, uint64_t ip)
{
	struct elf_symbol symbol;

	if (elf_symbol_at(&component->elf, ip, &symbol))
		say_about(root, component_name(component), "at 0x%lx", ip);
	else
		say_about(root, component_name(component), "at 0x%lx, %.64s+0x%lx", ip, symbol.name,
			  symbol.offset);
}

/* Is it the one that the message is about? The message tells the component, and what the thread did. */
static bool has_faulted(seL4_CPtr tcb, const struct message *message)
{
	seL4_UserContext registers;

	if (seL4_TCB_ReadRegisters(tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &registers) ||
	    arch_instruction(&registers) != fault_ip(message))
		return false;
	return message->label != seL4_Fault_CapFault ||
	       arch_capability_used(&registers) == message->words[seL4_CapFault_Addr];
}

/* @return NULL: the first thread */
static const struct thread *faulted_thread(const struct component *component, const struct message *message)
{
	const struct thread *thread = component->threads;

	if (has_faulted(component->tcb, message))
		return NULL;
	while (thread && !(thread->number && has_faulted(thread->tcb, message)))
		thread = thread->next;
	return thread;
}

static void say_registers(struct root *root, seL4_CPtr tcb)
{
	seL4_UserContext registers;

	if (seL4_TCB_ReadRegisters(tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &registers) == seL4_NoError)
		arch_registers_say(root, &registers);
}

/* What the message says, in the component's lines. @return the thread that it is about; NULL: the first */
static const struct thread *report(struct root *root, const struct component *component,
				   const struct message *message)
{
	char line[LINE_BYTES];
	struct text text = text_in(line, sizeof line);
	const struct component_layout *layout = &component->layout;
	const struct fault_areas areas = { layout->stack, layout->heap + layout->heap_bytes };
	const struct thread *thread = faulted_thread(component, message);

	fault_describe(&text, &areas, message);
	if (thread)
		say_about(root, component_name(component), "faulted in thread %u: %s", thread->index, line);
	else
		say_about(root, component_name(component), "faulted: %s", line);
	say_place(root, component, fault_ip(message));
	say_registers(root, thread ? thread->tcb : component->tcb);
	return thread;
}

void fault_handle(struct root *root, struct component *component, const struct message *message)
{
	const struct thread *thread;

	if (!component->tells_fault) {
		thread = report(root, component, message);
		component->fault.count++;
		component->fault.type = message->label;
		component->fault.ip = fault_ip(message);
		component->fault.address = fault_detail(message);
		if (backtrace_ask(component, thread))
			return;
	}
	supervisor_ended(root, component, ENDING_FAULT, KAAL_STATE_FAULTED);
}

void fault_panicked(struct root *root, struct component *component, const struct panic *panic)
{
	if (!component->tells_fault) {
		say_about(root, component_name(component), "panicked: %.*s", (int)panic->bytes, panic->text);
		component->fault = (struct fault_record){
			.count = component->fault.count + 1,
			.ip = panic->count ? panic->addresses[0] : 0,
		};
	}
	backtrace_say(root, component, panic->addresses, panic->count);
	supervisor_ended(root, component, ENDING_FAULT, KAAL_STATE_FAULTED);
}
