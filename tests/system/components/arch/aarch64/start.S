/* SPDX-License-Identifier: MIT OR Apache-2.0 */
	.section .text._start, "ax", @progbits
	.global _start
	.type _start, @function
_start:
	mov	x29, xzr
	mov	x30, xzr
	bl	bare_start
	brk	#1
	.size _start, . - _start

	.section .note.GNU-stack, "", @progbits
