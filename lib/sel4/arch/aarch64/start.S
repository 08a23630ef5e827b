/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Entry of a root task: x0 = boot information, every other register 0, no stack
 * (the linker script sets one aside). sel4_root_start does not return.
 */
	.section .text._start, "ax", @progbits
	.global _start
	.type _start, @function
_start:
	adrp	x9, sel4_root_stack_top
	add	x9, x9, :lo12:sel4_root_stack_top
	mov	sp, x9
	mov	x29, xzr
	mov	x30, xzr
	bl	sel4_root_start
	brk	#1
	.size _start, . - _start

	.section .note.GNU-stack, "", @progbits
