/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A thread's registers as indices into arch_context.reg[], and the kernel's addresses; for C and assembly. */
#ifndef ARM_REGISTERS_H
#define ARM_REGISTERS_H

/* 0..30 are x0..x30; then: */
#define REG_X0       0
#define REG_X1       1
#define REG_X2       2
#define REG_X30      30
#define REG_SP       31
#define REG_NEXT_IP  32 /* ELR: where the thread goes on */
#define REG_SPSR     33
#define REG_FAULT_IP 34 /* address of the instruction that trapped */
#define REG_TPIDR    35 /* this and the next live in the processor while the thread is current */
#define REG_TPIDRRO  36

#define ARCH_REGISTERS 38 /* an even number: what follows is aligned to 16 */

/* SPSR: exception level and masks (Arm ARM C5.2.19) */
#define SPSR_USER       0x140 /* EL0t; asynchronous aborts and FIQ masked */
#define SPSR_IDLE       0x345 /* EL1h; all but IRQ masked */
#define SPSR_USER_FLAGS 0xf0000000

/* ESR: exception class (Arm ARM D19.2.37) */
#define ESR_CLASS_SHIFT             26
#define ESR_CLASS_SVC               0x15
#define ESR_CLASS_INSTRUCTION_ABORT 0x20
#define ESR_CLASS_DATA_ABORT        0x24

/* the kernel's address space, see kernel_map.h */
#define KERNEL_WINDOW  0xffffff8000000000
#define KERNEL_DEVICES 0xffffffffc0000000
#define KERNEL_LOAD    0x40000000 /* physical address of the image */

#define KERNEL_STACK_BYTES 16384

#endif
