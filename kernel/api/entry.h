/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The ways into the core. The architecture's entry code has saved the thread's
 * registers in kernel.current->context and calls one of these; afterwards it
 * restores kernel.current, which may be another thread.
 */
#ifndef KERNEL_API_ENTRY_H
#define KERNEL_API_ENTRY_H

#include "object/cap.h"

/** System call @number (as a signed 64-bit word); all but -8..-1 are UnknownSyscall faults. */
void entry_syscall(int64_t number);

/** As entry_syscall for seL4_SysCall and seL4_SysReplyRecv, shortest path first. */
void entry_call(u64 cptr, u64 info);
void entry_reply_recv(u64 cptr, u64 info);

/** A trap that is an UnknownSyscall fault, whatever @number says. */
void entry_unknown_syscall(u64 number);

void entry_user_exception(u64 number, u64 code);

/** @param status  fault status word as the fault message wants it */
void entry_vm_fault(u64 address, bool instruction, u64 status);

/** @param irq  below ARCH_IRQ_COUNT, or ARCH_IRQ_NONE for a spurious interrupt */
void entry_interrupt(u64 irq);

#endif
