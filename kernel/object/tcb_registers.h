/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* TCB invocations that read and write another thread's registers. */
#ifndef KERNEL_OBJECT_TCB_REGISTERS_H
#define KERNEL_OBJECT_TCB_REGISTERS_H

#include "api/invocation.h"

struct result tcb_read_registers(const struct invocation *inv, struct tcb *tcb);
struct result tcb_write_registers(const struct invocation *inv, struct tcb *tcb);
struct result tcb_copy_registers(const struct invocation *inv, struct tcb *tcb);

#endif
