/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers of QEMU's edu device (QEMU, docs/specs/edu.txt), in BAR 0. A wrong access to one does not compile. */
#ifndef EDU_REGS_H
#define EDU_REGS_H

#include <dddk/register.h>

static const struct reg32_rw FACTORIAL = { 0x08 }; /* write n, read n! once it is computed */
static const struct reg32_rw STATUS = { 0x20 };
static const struct reg32_ro INTERRUPT_STATUS = { 0x24 }; /* why it interrupts */
static const struct reg32_wo INTERRUPT_ACK = { 0x64 };    /* write that back */

enum { STATUS_COMPUTING = 0x01, STATUS_INTERRUPT_WHEN_DONE = 0x80 };

#endif
