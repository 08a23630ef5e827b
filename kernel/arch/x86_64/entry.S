/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Into the kernel and out of it.
 *
 * Every entry saves the thread's registers into kernel.current->context, calls the
 * core on the one kernel stack, and restores kernel.current, which may be another
 * thread by then. Interrupts are off in the kernel, so nothing is ever nested; GS
 * stays the user's, as the kernel addresses everything absolutely.
 */
#include "registers.h"

#define AT(reg, base) (8 * (reg))(base)

	.text

/*
 * syscall: rcx = return address, r11 = flags, rdx = number. The user's rsp is lost
 * by the ABI, and so free from the first instruction on.
 */
	.globl entry_from_syscall
	.type entry_from_syscall, @function
	.balign 64
entry_from_syscall:
	mov kernel(%rip), %rsp
	mov %rcx, AT(REG_SYSRET_IP, %rsp)
	sub $2, %rcx
	mov %rcx, AT(REG_RIP, %rsp)
	mov %r11, AT(REG_RFLAGS, %rsp)
	mov %rax, AT(REG_RAX, %rsp)
	mov %rbx, AT(REG_RBX, %rsp)
	mov %rdx, AT(REG_RDX, %rsp)
	mov %rsi, AT(REG_RSI, %rsp)
	mov %rdi, AT(REG_RDI, %rsp)
	mov %rbp, AT(REG_RBP, %rsp)
	mov %r8, AT(REG_R8, %rsp)
	mov %r9, AT(REG_R9, %rsp)
	mov %r10, AT(REG_R10, %rsp)
	mov %r12, AT(REG_R12, %rsp)
	mov %r13, AT(REG_R13, %rsp)
	mov %r14, AT(REG_R14, %rsp)
	mov %r15, AT(REG_R15, %rsp)
	mov $kernel_stack_top, %rsp
	cmp $-1, %rdx
	jne 1f
	call entry_call /* rdi = CPtr, rsi = message info */

/* Restore kernel.current by sysret, if that is how it leaves. */
	.globl entry_restore
	.type entry_restore, @function
entry_restore:
	mov kernel(%rip), %rsp
	mov AT(REG_SYSRET_IP, %rsp), %rcx
	jrcxz restore_all
	mov AT(REG_RFLAGS, %rsp), %r11
	mov AT(REG_RAX, %rsp), %rax
	mov AT(REG_RBX, %rsp), %rbx
	mov AT(REG_RDX, %rsp), %rdx
	mov AT(REG_RSI, %rsp), %rsi
	mov AT(REG_RDI, %rsp), %rdi
	mov AT(REG_RBP, %rsp), %rbp
	mov AT(REG_R8, %rsp), %r8
	mov AT(REG_R9, %rsp), %r9
	mov AT(REG_R10, %rsp), %r10
	mov AT(REG_R12, %rsp), %r12
	mov AT(REG_R13, %rsp), %r13
	mov AT(REG_R14, %rsp), %r14
	mov AT(REG_R15, %rsp), %r15
	xor %esp, %esp
	sysretq /* rcx is canonical: no user page reaches the last canonical address, and written ones are sanitised */

/* Restore all registers of the thread at rsp. */
restore_all:
	mov %rsp, %rax
	mov $kernel_stack_top, %rsp
	push AT(REG_SS, %rax)
	push AT(REG_RSP, %rax)
	push AT(REG_RFLAGS, %rax)
	push AT(REG_CS, %rax)
	push AT(REG_IRET_IP, %rax)
	mov AT(REG_RBX, %rax), %rbx
	mov AT(REG_RCX, %rax), %rcx
	mov AT(REG_RDX, %rax), %rdx
	mov AT(REG_RSI, %rax), %rsi
	mov AT(REG_RDI, %rax), %rdi
	mov AT(REG_RBP, %rax), %rbp
	mov AT(REG_R8, %rax), %r8
	mov AT(REG_R9, %rax), %r9
	mov AT(REG_R10, %rax), %r10
	mov AT(REG_R11, %rax), %r11
	mov AT(REG_R12, %rax), %r12
	mov AT(REG_R13, %rax), %r13
	mov AT(REG_R14, %rax), %r14
	mov AT(REG_R15, %rax), %r15
	mov AT(REG_RAX, %rax), %rax
leave_by_iret:
	iretq

1:	push $entry_restore /* where the following return to */
	cmp $-2, %rdx
	je entry_reply_recv
	mov %rdx, %rdi
	jmp entry_syscall
	.size entry_from_syscall, . - entry_from_syscall

/*
 * Interrupts and exceptions: one stub per vector, which pushes 0 where the processor
 * pushes no error code, and the vector.
 */
	.globl trap_stubs
	.balign TRAP_STUB_BYTES
trap_stubs:
	.set vector, 0
	.rept 256
	.balign TRAP_STUB_BYTES
	.if vector == VECTOR_SPURIOUS
	iretq
	.else
	.if !(vector == 8 || (vector >= 10 && vector <= 14) || vector == 17 || vector == 21 || vector == 29 || vector == 30)
	push $0
	.endif
	push $vector
	jmp trap_entry
	.endif
	.set vector, vector + 1
	.endr

/* On the stack: vector, error code, rip, cs, rflags, rsp, ss. */
	.balign 64
trap_entry:
	testb $3, 24(%rsp)
	jz trap_from_kernel
trap_save:
	push %rax
	mov kernel(%rip), %rax
	mov %rbx, AT(REG_RBX, %rax)
	mov %rcx, AT(REG_RCX, %rax)
	mov %rdx, AT(REG_RDX, %rax)
	mov %rsi, AT(REG_RSI, %rax)
	mov %rdi, AT(REG_RDI, %rax)
	mov %rbp, AT(REG_RBP, %rax)
	mov %r8, AT(REG_R8, %rax)
	mov %r9, AT(REG_R9, %rax)
	mov %r10, AT(REG_R10, %rax)
	mov %r11, AT(REG_R11, %rax)
	mov %r12, AT(REG_R12, %rax)
	mov %r13, AT(REG_R13, %rax)
	mov %r14, AT(REG_R14, %rax)
	mov %r15, AT(REG_R15, %rax)
	pop AT(REG_RAX, %rax)
	pop %rdi /* vector */
	pop %rsi /* error code */
	pop %rcx
	mov %rcx, AT(REG_RIP, %rax)
	mov %rcx, AT(REG_IRET_IP, %rax)
	movq $0, AT(REG_SYSRET_IP, %rax)
	pop %rcx /* cs is known */
	pop AT(REG_RFLAGS, %rax)
	pop AT(REG_RSP, %rax)
	mov $kernel_stack_top, %rsp /* off an interrupt stack, if it was one */
	push $entry_restore
	push $2
	popfq /* the user's direction, alignment-check and nested-task flags */
	jmp trap_handle

trap_from_kernel:
	cmpq $VECTOR_EXCEPTIONS, (%rsp)
	jae trap_save /* interrupts are on in the idle thread alone */
	cmpq $VECTOR_DB, (%rsp)
	je trap_debug
	cmpq $leave_by_iret, 16(%rsp)
	je iret_failed
	push %rax
	push %rbx
	push %rcx
	push %rdx
	push %rsi
	push %rdi
	push %rbp
	push %r8
	push %r9
	push %r10
	push %r11
	push %r12
	push %r13
	push %r14
	push %r15
	mov %rsp, %rdi
	and $-16, %rsp
	call trap_in_kernel

/*
 * A debug trap of the user's that a load of SS has put off past the syscall or int
 * instruction behind it, possibly with the user's stack pointer still loaded (so
 * this vector has a stack of its own). Nobody misses it.
 */
trap_debug:
	add $16, %rsp
	iretq

/* The thread's saved state cannot be loaded: its fault, and its registers are all in its context. */
iret_failed:
	mov $kernel_stack_top, %rsp
	push $entry_restore
	mov $VECTOR_GP, %edi
	xor %esi, %esi
	jmp trap_handle

/* The end of boot: run the first thread. */
	.globl entry_first
entry_first:
	mov $kernel_stack_top, %rsp
	call kernel_map_drop_boot
	jmp entry_restore

	.globl idle_loop
idle_loop:
	sti
	hlt
	jmp idle_loop

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
