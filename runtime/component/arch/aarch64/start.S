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

	.section .note.GNU-stack, "", @progbits
