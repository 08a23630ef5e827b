/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Into the kernel and out of it.
 *
 * While a thread runs, SP_EL1 points at its context, kernel.current->context: every
 * entry saves the registers there, calls the core on the one kernel stack (its top
 * is in TPIDR_EL1), and restores kernel.current, which may be another thread by
 * then. Interrupts are off in the kernel, so nothing is ever nested; they are on in
 * the idle thread alone, which runs in EL1 and is saved in the same way.
 */
#include "registers.h"

#define AT(reg) [sp, #8 * (reg)]

	.macro SAVE_REGISTERS
	stp x0, x1, AT(0)
	stp x2, x3, AT(2)
	stp x4, x5, AT(4)
	stp x6, x7, AT(6)
	stp x8, x9, AT(8)
	stp x10, x11, AT(10)
	stp x12, x13, AT(12)
	stp x14, x15, AT(14)
	stp x16, x17, AT(16)
	stp x18, x19, AT(18)
	stp x20, x21, AT(20)
	stp x22, x23, AT(22)
	stp x24, x25, AT(24)
	stp x26, x27, AT(26)
	stp x28, x29, AT(28)
	mrs x9, sp_el0
	mrs x10, elr_el1
	mrs x11, spsr_el1
	stp x30, x9, AT(REG_X30) /* and REG_SP */
	stp x10, x11, AT(REG_NEXT_IP) /* and REG_SPSR */
	.endm

	/* to the kernel stack; what is called next returns to entry_restore */
	.macro TO_KERNEL
	mrs x12, tpidr_el1
	mov sp, x12
	adr x30, entry_restore
	.endm

	.macro VECTOR
	.balign 128
	.endm

	.macro VECTOR_FATAL number
	VECTOR
	msr tpidrro_el0, x0
	mov x0, #\number
	b fatal
	.endm

	.text
	.balign 2048
	.globl entry_vectors
entry_vectors:
	/* out of EL1 with SP_EL0, which the kernel never uses */
	VECTOR_FATAL 0
	VECTOR_FATAL 1
	VECTOR_FATAL 2
	VECTOR_FATAL 3
	/* out of the kernel itself; an interrupt out of the idle thread */
	VECTOR_FATAL 4
	VECTOR
	b entry_interrupted
	VECTOR_FATAL 6
	VECTOR_FATAL 7

	/* out of user mode: synchronous. x7 = number of the system call, x0 = CPtr, x1 = message info */
	VECTOR
	SAVE_REGISTERS
	mrs x13, esr_el1
	lsr x12, x13, #ESR_CLASS_SHIFT
	cmp x12, #ESR_CLASS_SVC
	b.ne entry_synchronous
	sub x10, x10, #4
	str x10, AT(REG_FAULT_IP)
	TO_KERNEL
	cmn x7, #1
	b.eq entry_call
	b entry_no_call

	/* interrupt */
	VECTOR
	b entry_interrupted
	VECTOR_FATAL 10
	VECTOR_FATAL 11

	/* out of AArch32, which users cannot enter */
	VECTOR_FATAL 12
	VECTOR_FATAL 13
	VECTOR_FATAL 14
	VECTOR_FATAL 15

	.balign 64
entry_no_call:
	cmn x7, #2
	b.eq entry_reply_recv
	mov x0, x7
	b entry_syscall

entry_synchronous:
	str x10, AT(REG_FAULT_IP)
	TO_KERNEL
	mov x0, x13
	b trap_synchronous

entry_interrupted:
	SAVE_REGISTERS
	str x10, AT(REG_FAULT_IP)
	TO_KERNEL
	b trap_interrupt

/* The end of boot: run the first thread. */
	.globl entry_first
	.type entry_first, @function
entry_first:
	mrs x12, tpidr_el1
	mov sp, x12
	bl kernel_map_drop_boot

/* Restore kernel.current. */
	.globl entry_restore
	.type entry_restore, @function
	.balign 64
entry_restore:
	adrp x9, kernel
	ldr x9, [x9, #:lo12:kernel]
	mov sp, x9
	ldp x10, x11, AT(REG_NEXT_IP)
	ldp x30, x12, AT(REG_X30)
	msr elr_el1, x10
	msr spsr_el1, x11
	msr sp_el0, x12
	ldp x0, x1, AT(0)
	ldp x2, x3, AT(2)
	ldp x4, x5, AT(4)
	ldp x6, x7, AT(6)
	ldp x8, x9, AT(8)
	ldp x10, x11, AT(10)
	ldp x12, x13, AT(12)
	ldp x14, x15, AT(14)
	ldp x16, x17, AT(16)
	ldp x18, x19, AT(18)
	ldp x20, x21, AT(20)
	ldp x22, x23, AT(22)
	ldp x24, x25, AT(24)
	ldp x26, x27, AT(26)
	ldp x28, x29, AT(28)
	eret
	dsb nsh /* no speculation behind eret */
	isb
	.size entry_restore, . - entry_restore

	.globl idle_loop
idle_loop:
	wfi
	b idle_loop

/* x0 = vector, its value in TPIDRRO_EL0: nothing runs after this, so the thread pointers need not be kept. */
fatal:
	msr tpidr_el0, x1
	mrs x1, tpidr_el1
	sub x1, x1, #8 * 32
	stp x2, x3, [x1, #8 * 2]
	mov x3, sp
	mov sp, x1 /* the frame, at the top of the kernel stack */
	mrs x1, tpidr_el0
	mrs x2, tpidrro_el0
	stp x2, x1, AT(0)
	stp x4, x5, AT(4)
	stp x6, x7, AT(6)
	stp x8, x9, AT(8)
	stp x10, x11, AT(10)
	stp x12, x13, AT(12)
	stp x14, x15, AT(14)
	stp x16, x17, AT(16)
	stp x18, x19, AT(18)
	stp x20, x21, AT(20)
	stp x22, x23, AT(22)
	stp x24, x25, AT(24)
	stp x26, x27, AT(26)
	stp x28, x29, AT(28)
	stp x30, x3, AT(30)
	mov x1, sp
	b trap_fatal

/* The kernel's stack, above a page that is not mapped. */
	.section .bss.kernel_stack, "aw", @nobits
	.balign 4096
	.globl kernel_stack_guard
kernel_stack_guard:
	.skip 4096
	.skip KERNEL_STACK_BYTES
	.globl kernel_stack_top
kernel_stack_top:

	.section .note.GNU-stack, "", @progbits
