/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A component's first instructions: rdi is the start-up block (abi/kaal/startup.h). */
	.section .text._start, "ax", @progbits
	.global _start
	.type _start, @function
_start:
	xorl %ebp, %ebp /* the outermost frame */
	andq $-16, %rsp
	call component_enter
	ud2
	.size _start, . - _start

/* A further thread's: rdi, rsi, rdx, rcx as in abi/kaal/thread.h. */
	.section .text.thread_start, "ax", @progbits
	.global thread_start
	.type thread_start, @function
thread_start:
	xorl %ebp, %ebp
	andq $-16, %rsp
	call thread_enter
	ud2
	.size thread_start, . - thread_start

/* thread_leave_stack(end, run, argument) */
	.section .text.thread_leave_stack, "ax", @progbits
	.global thread_leave_stack
	.type thread_leave_stack, @function
thread_leave_stack:
	movq %rdi, %rsp
	xorl %ebp, %ebp
	movq %rdx, %rdi
	call *%rsi
	ud2
	.size thread_leave_stack, . - thread_leave_stack

	.section .note.GNU-stack, "", @progbits
