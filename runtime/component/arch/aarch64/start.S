/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A component's first instructions: x0 is the start-up block (abi/kaal/startup.h). */
	.section .text._start, "ax", @progbits
	.global _start
	.type _start, @function
_start:
	mov	x29, xzr /* the outermost frame */
	mov	x30, xzr
	mov	x9, sp
	and	sp, x9, #-16
	bl	component_enter
	brk	#1
	.size _start, . - _start

/* A further thread's: x0..x3 as in abi/kaal/thread.h. */
	.section .text.thread_start, "ax", @progbits
	.global thread_start
	.type thread_start, @function
thread_start:
	mov	x29, xzr
	mov	x30, xzr
	mov	x9, sp
	and	sp, x9, #-16
	bl	thread_enter
	brk	#1
	.size thread_start, . - thread_start

/* thread_leave_stack(end, run, argument) */
	.section .text.thread_leave_stack, "ax", @progbits
	.global thread_leave_stack
	.type thread_leave_stack, @function
thread_leave_stack:
	mov	sp, x0
	mov	x29, xzr
	mov	x0, x2
	blr	x1
	brk	#1
	.size thread_leave_stack, . - thread_leave_stack

	.section .note.GNU-stack, "", @progbits
