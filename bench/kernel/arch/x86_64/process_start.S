/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The smallest process (rows_spawn.c): seL4_Call on the endpoint in its slot 1. */
	.section .text.process_start, "ax", @progbits
	.balign 64
	.global process_start
process_start:
	movl $1, %edi
	xorl %esi, %esi
	movq $-1, %rdx
	syscall
	ud2

	.section .note.GNU-stack, "", @progbits
