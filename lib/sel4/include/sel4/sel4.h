/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The whole seL4 API of this architecture. */
#ifndef SEL4_SEL4_H
#define SEL4_SEL4_H

#include <sel4/arch/sel4_arch.h>
#include <sel4/bootinfo.h>
#include <sel4/cnode.h>
#include <sel4/domain.h>
#include <sel4/faults.h>
#include <sel4/irq.h>
#include <sel4/syscalls.h>
#include <sel4/tcb.h>
#include <sel4/types.h>
#include <sel4/untyped.h>

#endif
