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

	.section .note.GNU-stack, "", @progbits
