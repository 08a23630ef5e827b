/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "program.h"

#include <stdio.h>

#include "../unit/kernel/world.h"
#include "abi/sel4/labels.h"
#include "api/entry.h"
#include "arch_switch.h"
#include "call.h"
#include "invariants.h"

enum {
	RADIX = 7, /* the root CNode's */
	THREADS = 5,

	SLOT_THREADS = ROOT_FREE, /* two slots each */
	SLOT_ENDPOINTS = SLOT_THREADS + 2 * THREADS,
	SLOT_BADGED = SLOT_ENDPOINTS + 2,
	SLOT_NOTIFICATIONS = SLOT_BADGED + 3,
	SLOT_CNODES = SLOT_NOTIFICATIONS + 2,
	SLOT_IRQS = SLOT_CNODES + 3,
	SLOT_TABLES = SLOT_IRQS + 2,
	SLOT_VSPACE = SLOT_TABLES + 3,

	BUFFER_RECEIVE = 125, /* word of the IPC buffer: receiveCNode, index, depth */

	/* how a call is interrupted: after so many looks (0: never), bits 3 and 4 by what */
	PREEMPT_AFTER = 7,
	PREEMPT_FAST = 32,  /* no interruption: go through the fast path */
	PREEMPT_AGAIN = 64, /* when it is repeated, too */
};

bool program_trace;

static void create_irq(u64 irq, u64 slot, u64 notification)
{
	world_call(ROOT_IRQ_CONTROL, IRQIssueIRQHandler, W(ROOT_CNODE), W(irq, slot, 64));
	world_call(slot, IRQSetIRQHandler, W(notification), NONE);
}

static void create_threads(void)
{
	static const u8 priorities[THREADS] = { 255, 255, 200, 200, 100 };

	for (unsigned i = 0; i < THREADS; i++) {
		struct tcb *tcb = world_thread(SLOT_THREADS + 2 * i, priorities[i]);
		u64 *buffer = tcb_ipc_buffer(tcb, true);

		buffer[BUFFER_RECEIVE] = ROOT_CNODE;
		buffer[BUFFER_RECEIVE + 1] = (1 << RADIX) - 1 - i;
		buffer[BUFFER_RECEIVE + 2] = 64;
		tcb->fault_handler = SLOT_ENDPOINTS;
	}
}

void program_world(void)
{
	world_start(RADIX);
	create_threads();
	world_retype(UNTYPED_256K, seL4_EndpointObject, 0, SLOT_ENDPOINTS, 2);
	for (u64 i = 0; i < 3; i++)
		world_mint(SLOT_BADGED + i, SLOT_ENDPOINTS + i % 2, ALL_RIGHTS, i + 1);
	world_retype(UNTYPED_256K, seL4_NotificationObject, 0, SLOT_NOTIFICATIONS, 2);
	world_retype(UNTYPED_256K, seL4_CapTableObject, 3, SLOT_CNODES, 3);
	create_irq(1, SLOT_IRQS, SLOT_NOTIFICATIONS);
	create_irq(2, SLOT_IRQS + 1, SLOT_NOTIFICATIONS + 1);
	world_call(ROOT_TCB, TCBBindNotification, W(SLOT_NOTIFICATIONS), NONE);
	world_retype(UNTYPED_256K, seL4_X86_PDPTObject, 0, SLOT_TABLES, 1);
	world_retype(UNTYPED_256K, seL4_X86_PageDirectoryObject, 0, SLOT_TABLES + 1, 1);
	world_retype(UNTYPED_256K, seL4_X86_PageTableObject, 0, SLOT_TABLES + 2, 1);
	world_retype(UNTYPED_256K, seL4_X64_PML4Object, 0, SLOT_VSPACE, 1);
	host.look_always = true;
	kernel.work_units = KERNEL_WORK_UNITS - 1;
}

static void trace(const char *what, u64 a, u64 b)
{
	const struct tcb *tcb = kernel.current;

	if (program_trace)
		fprintf(stderr, "%s %lu %lu  by thread at %#lx\n", what, (unsigned long)a, (unsigned long)b,
			tcb == &kernel.idle ? 0 : (unsigned long)physical_address(tcb));
}

static bool step_idle(struct program *program)
{
	u8 irq = program_byte(program) % ARCH_IRQ_COUNT;

	if (program_ended(program))
		return false;
	trace("idle, irq", irq, 0);
	world_interrupt(irq);
	return true;
}

static void trap(int64_t number)
{
	world_trap(number, kernel.current->context.reg[REG_CAP]);
}

/** The traps that are no system calls. */
static void step_fault(struct program *program, u8 kind)
{
	u64 *reg = kernel.current->context.reg;
	u8 value = program_byte(program);

	reg[REG_RIP] = reg[REG_NEXT_IP];
	trace("fault", kind, value);
	switch (kind) {
	case 0:
		entry_user_exception(value % 32, value);
		break;
	case 1:
		entry_vm_fault((u64)value << 12, value & 1, 4);
		break;
	case 2:
		entry_unknown_syscall(value);
		break;
	default:
		trap(value);
		break;
	}
}

/** Which system call a byte asks for: mostly those that do something without waiting. */
static int64_t syscall_number(u8 byte)
{
	static const int8_t numbers[] = {
		seL4_SysCall, seL4_SysCall, seL4_SysCall,   seL4_SysCall,  seL4_SysCall,      seL4_SysSend,
		seL4_SysCall, seL4_SysRecv, seL4_SysNBSend, seL4_SysCall,  seL4_SysReplyRecv, seL4_SysReply,
		seL4_SysCall, seL4_SysCall, seL4_SysNBRecv, seL4_SysYield,
	};

	return numbers[byte % sizeof(numbers)];
}

static void step_syscall(struct program *program, u8 byte)
{
	struct tcb *tcb = kernel.current;
	int64_t number = syscall_number(byte);
	struct call call;

	program->preempt = program_byte(program);
	call = call_decode(program, tcb, number);
	host.interrupt_in = program->preempt & PREEMPT_AFTER;
	host.interrupt = (u64[]){ IRQ_TICK, 1, 2, 3 }[program->preempt >> 3 & 3];
	world_fast_path = (program->preempt & PREEMPT_FAST) && !program->slow;
	call_load(&call, tcb);
	if (call.label == DomainSetSet)
		invariants_highest_runs = false;
	if (program_trace)
		call_print(&call, number, program->preempt);
	world_trap(number, call.cptr);
	host.interrupt_in = 0;
}

bool program_step(struct program *program)
{
	u8 byte;

	if (kernel.current == &kernel.idle)
		return step_idle(program);
	if (world_repeats(kernel.current)) {
		trace("repeats", kernel.current->context.reg[REG_RDX], 0);
		if (program->preempt & PREEMPT_AGAIN)
			host.interrupt_in = program->preempt & PREEMPT_AFTER;
		trap((int64_t)kernel.current->context.reg[REG_RDX]);
		host.interrupt_in = 0;
		return true;
	}
	if (program_ended(program))
		return false;
	byte = program_byte(program);
	if (byte >= 0xf8) {
		step_fault(program, byte & 3);
	} else if (byte >= 0xe8) {
		trace("irq", byte & 15, 0);
		world_interrupt(byte & 15);
	} else {
		step_syscall(program, byte);
	}
	return true;
}
