/* SPDX-License-Identifier: MIT OR Apache-2.0 */
	.section .text._start, "ax", @progbits
	.global _start
	.type _start, @function
_start:
	xorl	%ebp, %ebp
	call	bare_start
	ud2
	.size _start, . - _start

	.section .note.GNU-stack, "", @progbits
