/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers of QEMU's edu device (QEMU, docs/specs/edu.txt): 32 bits each, in BAR 0. */
#ifndef EDU_REGS_H
#define EDU_REGS_H

enum edu_register {
	EDU_FACTORIAL = 0x08, /* write n, read n! once it is computed */
	EDU_STATUS = 0x20,
	EDU_INTERRUPT_STATUS = 0x24, /* why it interrupts */
	EDU_INTERRUPT_ACK = 0x64,    /* write that back */
};

enum edu_status {
	EDU_COMPUTING = 0x01,
	EDU_INTERRUPT_WHEN_DONE = 0x80,
};

#endif
