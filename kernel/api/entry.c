/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From a trap to what it asks for, and on to the scheduler's decision. */
#include "api/entry.h"

#include "abi/sel4/syscalls.h"
#include "api/syscall.h"
#include "arch/arch.h"
#include "object/ipc.h"
#include "object/irq.h"
#include "sched/sched.h"

struct kernel kernel;

static void entry_fault(struct fault fault)
{
	kernel.current->fault = fault;
	fault_raise(kernel.current);
	sched_finish();
}

void entry_syscall(int64_t number)
{
	switch (number) {
	case seL4_SysCall:
		syscall_invoke(true, true);
		break;
	case seL4_SysReplyRecv:
		syscall_reply();
		syscall_receive(true);
		break;
	case seL4_SysSend:
		syscall_invoke(false, true);
		break;
	case seL4_SysNBSend:
		syscall_invoke(false, false);
		break;
	case seL4_SysRecv:
		syscall_receive(true);
		break;
	case seL4_SysReply:
		syscall_reply();
		break;
	case seL4_SysYield:
		sched_yield();
		break;
	case seL4_SysNBRecv:
		syscall_receive(false);
		break;
	default:
		entry_unknown_syscall((u64)number);
		return;
	}
	sched_finish();
}

void entry_unknown_syscall(u64 number)
{
	entry_fault((struct fault){ seL4_Fault_UnknownSyscall, { number } });
}

void entry_user_exception(u64 number, u64 code)
{
	entry_fault((struct fault){ seL4_Fault_UserException, { number, code } });
}

void entry_vm_fault(u64 address, bool instruction, u64 status)
{
	entry_fault((struct fault){ seL4_Fault_VMFault, { address, instruction, status } });
}

void entry_interrupt(u64 irq)
{
	if (irq != ARCH_IRQ_NONE)
		irq_deliver(irq);
	sched_finish();
}

bool kernel_preemption_point(void)
{
	if (++kernel.work_units < KERNEL_WORK_UNITS)
		return false;
	kernel.work_units = 0;
	return arch_interrupt_pending() || sched_domain_expired();
}
