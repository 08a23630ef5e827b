/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The system calls; entry.c leads to them. */
#ifndef KERNEL_API_SYSCALL_H
#define KERNEL_API_SYSCALL_H

#include "api/result.h"

struct tcb;

/** Send (block), NBSend, Call (call and block) by the current thread. */
void syscall_invoke(bool call, bool block);

/** Recv or NBRecv by the current thread. */
void syscall_receive(bool block);

/** Reply by the current thread; does nothing without a caller. */
void syscall_reply(void);

/** Stop @thread with a CapFault for @cptr. */
void syscall_cap_fault(struct tcb *thread, u64 cptr, bool receiving, struct result failure);

#endif
