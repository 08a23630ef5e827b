/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "backtrace.h"

#include "arch.h"

static const char entry_name[] = "component_fault_entry", stack_name[] = "component_fault_stack";

static void stop_others(const struct component *component, const struct thread *faulted)
{
	if (faulted)
		seL4_TCB_Suspend(component->tcb);
	for (const struct thread *thread = component->threads; thread; thread = thread->next)
		if (thread != faulted)
			seL4_TCB_Suspend(thread->tcb);
}

bool backtrace_ask(struct component *component, const struct thread *thread)
{
	seL4_CPtr tcb = thread ? thread->tcb : component->tcb;
	struct elf_object entry, stack;
	seL4_UserContext registers;

	if (component->tells_fault || elf_object_find(&component->elf, entry_name, &entry) ||
	    elf_object_find(&component->elf, stack_name, &stack) ||
	    seL4_TCB_ReadRegisters(tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &registers))
		return false;
	stop_others(component, thread);
	arch_registers_call(&registers, entry.vaddr, stack.vaddr + stack.bytes, thread ? thread->index : 0);
	component->tells_fault = !seL4_TCB_WriteRegisters(tcb, 1, 0, SEL4_USER_CONTEXT_WORDS, &registers);
	return component->tells_fault;
}

/* The call stands before the address that it returns to, which may be another function's already. */
void backtrace_say(struct root *root, const struct component *component, const uint64_t *addresses,
		   unsigned count)
{
	struct elf_symbol symbol;

	for (unsigned i = 0; i < count; i++) {
		if (elf_symbol_at(&component->elf, addresses[i] - 1, &symbol))
			say_about(root, component_name(component), "  called from 0x%lx", addresses[i]);
		else
			say_about(root, component_name(component), "  called from 0x%lx, %.64s+0x%lx",
				  addresses[i], symbol.name, symbol.offset + 1);
	}
}
