/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Entry of a root task: rdi = boot information, every other register 0, no
 * stack (the linker script sets one aside). sel4_root_start does not return.
 */
	.section .text._start, "ax", @progbits
	.global _start
	.type _start, @function
_start:
	leaq	sel4_root_stack_top(%rip), %rsp
	xorl	%ebp, %ebp
	call	sel4_root_start
	ud2
	.size _start, . - _start

	.section .note.GNU-stack, "", @progbits
